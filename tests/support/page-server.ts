import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { WebWorld } from './web-world.ts';

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
