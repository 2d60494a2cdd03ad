import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FauxqsServer } from 'fauxqs';
import { startFauxqs } from 'fauxqs';
import { hasCode } from '../startup-error.ts';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { replaceFile } from '../data-folder.ts';
import { REGION } from '../template/endpoints.ts';

export interface QueueDepth {
  readonly waiting: number;
  readonly delayed: number;
  readonly inFlight: number;
}

/** A message that a receiver has neither deleted nor released. */
export interface HeldMessage {
  readonly receiptHandle: string;
}

export interface SqsEmulator {
  readonly endpoint: string;
  depth(queueName: string): QueueDepth;
  held(queueName: string): readonly HeldMessage[];
  stop(): Promise<void>;
}

const start = (port: number, dataFolder: string | null): Promise<FauxqsServer> =>
  startFauxqs({
    port,
    logger: false,
    defaultRegion: REGION,
    ...(dataFolder === null ? {} : { dataDir: dataFolder }),
  });

/** Queue URLs hold the port, so kept data keeps its port where that is still free. */
const startOnKeptPort = async (dataFolder: string): Promise<FauxqsServer> => {
  mkdirSync(dataFolder, { recursive: true });
  const portFile = join(dataFolder, 'port');
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  const server = await start(kept, dataFolder).catch((error: unknown) => {
    if (hasCode(error, 'EADDRINUSE')) return start(0, dataFolder);
    throw error;
  });
  replaceFile(portFile, String(server.port));
  return server;
};

const EMPTY = { ready: [], delayed: [], inflight: [] };

export const startSqs = async (dataFolder: string | null): Promise<SqsEmulator> => {
  const server = await (dataFolder === null ? start(0, null) : startOnKeptPort(dataFolder));
  const liftLimit = keepToLoopback(server.port);
  const messagesOf = (queueName: string) => server.inspectQueue(queueName)?.messages ?? EMPTY;
  return {
    endpoint: `http://127.0.0.1:${server.port}`,
    depth: (queueName) => {
      const { ready, delayed, inflight } = messagesOf(queueName);
      return { waiting: ready.length, delayed: delayed.length, inFlight: inflight.length };
    },
    held: (queueName) => messagesOf(queueName).inflight,
    stop: async () => {
      await server.stop();
      liftLimit();
    },
  };
};

const CHANNEL = 'net.server.socket';

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

const readSocket = (message: unknown): Socket | null => {
  const socket = (message as { socket?: unknown }).socket;
  return socket instanceof Socket ? socket : null;
};

/**
 * Drops connections from other machines to a port of this process. The SQS emulator listens on every interface and has
 * no setting for it. Returns a function that undoes this.
 */
export const keepToLoopback = (port: number): (() => void) => {
  const onConnection = (message: unknown): void => {
    const socket = readSocket(message);
    if (socket?.localPort === port && !LOOPBACK.test(socket.remoteAddress ?? '')) socket.destroy();
  };
  subscribe(CHANNEL, onConnection);
  return () => {
    unsubscribe(CHANNEL, onConnection);
  };
};
