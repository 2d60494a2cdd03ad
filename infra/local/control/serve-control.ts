import type { ServerResponse } from 'node:http';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { StartupError } from '../startup-error.ts';
import type { RequestHandler } from '../http/listen.ts';
import { readBody } from '../http/read-body.ts';
import { readClockRequest } from './clock-request.ts';
import type { StackStatus } from './stack-status.ts';

export interface ControlPorts {
  readonly now: () => Instant;
  readonly nowMs: () => number;
  /** Gives how many schedules ran; throws a complaint for a moment that is past. */
  readonly moveClockTo: (localMs: number) => Promise<number>;
  readonly status: () => StackStatus;
}

const LARGEST_BODY = 64 * 1024;

const send = (response: ServerResponse, status: number, content: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(content)}\n`);
};

const parse = (body: Buffer | null): unknown => {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    throw new StartupError('The request is not JSON.');
  }
};

const moveClock = async (ports: ControlPorts, body: Buffer | null) => {
  const target = readClockRequest(parse(body), ports.nowMs());
  const ran = await ports.moveClockTo(target);
  return { now: ports.now(), ran };
};

const moveClockOrComplain = async (ports: ControlPorts, body: Buffer | null) => {
  try {
    return { status: 200, content: await moveClock(ports, body) };
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    return { status: 400, content: { error: error.message } };
  }
};

/** `GET /clock`, `POST /clock` and `GET /status`. */
export const serveControl =
  (ports: ControlPorts): RequestHandler =>
  async (request, response) => {
    const body = await readBody(request, LARGEST_BODY);
    const asked = `${request.method ?? ''} ${request.url ?? ''}`;
    if (asked === 'GET /clock') send(response, 200, { now: ports.now() });
    else if (asked === 'GET /status') send(response, 200, ports.status());
    else if (asked === 'POST /clock') {
      const { status, content } = await moveClockOrComplain(ports, body);
      send(response, status, content);
    } else send(response, 404, { error: 'Ask GET /clock, POST /clock or GET /status.' });
  };
