import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { StartupError, hasCode } from '../startup-error.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface LocalServer {
  readonly url: string;
  /** Until this is called, every request gets 503 with Retry-After. */
  serve(handler: RequestHandler): void;
  stop(): Promise<void>;
}

const respondStarting: RequestHandler = (_, response) => {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ message: 'Starting' }));
  return Promise.resolve();
};

const listenOn = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });

const explainPort = (port: number) => (error: unknown) => {
  if (hasCode(error, 'EADDRINUSE'))
    throw new StartupError(
      `Port ${port} is in use. Choose another with --port, or any free port with --port 0.`,
    );
  if (hasCode(error, 'EACCES'))
    throw new StartupError(`You are not allowed to use port ${port}. Choose another with --port.`);
  throw error;
};

/** Listens on 127.0.0.1; port 0 takes any free port. Throws a StartupError when the port is in use. */
export const listen = async (port: number): Promise<LocalServer> => {
  let handler = respondStarting;
  const server = createServer((request, response) => {
    handler(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const actual = await listenOn(server, port).catch(explainPort(port));
  return {
    url: `http://127.0.0.1:${actual}`,
    serve: (next) => {
      handler = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

/** Null when the body is longer than `limit` bytes. The rest is then read and dropped. */
export const readBody = async (request: IncomingMessage, limit: number): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
  }
  return length > limit ? null : Buffer.concat(chunks);
};
