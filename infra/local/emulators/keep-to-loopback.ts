import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

const CHANNEL = 'net.server.socket';
const LOOPBACK = /^(::ffff:)?127\.|^::1$/;

const socketIn = (message: unknown): Socket | null => {
  const socket = (message as { socket?: unknown }).socket;
  return socket instanceof Socket ? socket : null;
};

/**
 * Drops connections from other machines to a port of this process. The SQS emulator listens on every interface and has
 * no setting for it. Gives back how to lift this again.
 */
export const keepToLoopback = (port: number): (() => void) => {
  const onConnection = (message: unknown): void => {
    const socket = socketIn(message);
    if (socket?.localPort === port && !LOOPBACK.test(socket.remoteAddress ?? '')) socket.destroy();
  };
  subscribe(CHANNEL, onConnection);
  return () => {
    unsubscribe(CHANNEL, onConnection);
  };
};
