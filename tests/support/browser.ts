import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '../../shared/kernel/instant.ts';
import { chooseBrowser } from './browser/choose-browser.ts';
import { type BrowserProgram, unpackChromium } from './browser/unpack-chromium.ts';
import type { WebWorld } from './web-world.ts';

/** The browser of this machine or of the npm package, which is unpacked first; or why there is none. */
export const prepareBrowser = async (
  say?: (line: string) => void,
): Promise<BrowserProgram | { readonly missing: string }> => {
  const choice = chooseBrowser({
    platform: process.platform,
    architecture: process.arch,
    environment: process.env,
    exists: existsSync,
  });
  if (choice === 'from-npm') return unpackChromium(say);
  return 'missing' in choice ? choice : { executable: choice.installed, environment: {} };
};

/** A browser without a window. The caller closes it. */
export const startBrowser = async (): Promise<Browser> => {
  const prepared = await prepareBrowser();
  if ('missing' in prepared) throw new Error(prepared.missing);
  // Of the npm package only the program is used: its own arguments switch web security off.
  return chromium.launch({
    executablePath: prepared.executable,
    env: { ...process.env, ...prepared.environment },
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
};

/** The application of a world behind a door of its own, with its real headers; every request is made at `now`. */
export const servePages = async ({ app }: Pick<WebWorld, 'app'>, now: Instant) => {
  const server = createServer((request, response) => {
    const headers = { authorization: request.headers.authorization ?? '' };
    const bindings = { now, requestId: 'request-of-a-browser', address: null };
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
