import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { WebWorld } from './web-world.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Chromium without a window. The caller closes it. */
export const startBrowser = (): Promise<Browser> => {
  if (!existsSync(CHROMIUM)) {
    throw new Error(
      `The tests of pages need Chromium, and there is none at ${CHROMIUM}. On Debian: apt-get install chromium. Elsewhere, or for a browser that is there: set CHROMIUM_PATH to its executable (Chrome and Edge do as well).`,
    );
  }
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
};

/** The application of a world behind a door of its own, with its real headers; every request is made at `now`. */
export const servePages = async ({ app }: Pick<WebWorld, 'app'>, now: Instant) => {
  const server = createServer((request, response) => {
    const headers = { authorization: request.headers.authorization ?? '' };
    const bindings = { now, requestId: 'request-of-a-browser' };
    void Promise.resolve(app.request(request.url ?? '/', { headers }, bindings)).then(
      async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(Buffer.from(await answer.arrayBuffer()));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise<unknown>((resolve) => server.close(resolve)),
  };
};
