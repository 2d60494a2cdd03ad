import type { ServerResponse } from 'node:http';
import {
  type Instant,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
} from '../../../shared/kernel/instant.ts';
import { StartupError } from '../startup-error.ts';
import type { QueueDepth, SqsEmulator } from '../emulators/start-sqs.ts';
import type { FunctionCounts, LocalFunction } from '../functions/local-function.ts';
import type { QueueModel } from '../template/stack-model.ts';
import * as z from 'zod';
import { type RequestHandler, readBody } from '../http/listen.ts';

export interface ControlOptions {
  readonly now: () => Instant;
  readonly nowMs: () => number;
  /** Returns how many schedules ran. Throws a StartupError for a moment in the past. */
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
    throw new StartupError('The request body must be JSON.');
  }
};

const moveClock = async (ports: ControlOptions, body: Buffer | null) => {
  const target = readClockRequest(parse(body), ports.nowMs());
  const ran = await ports.moveClockTo(target);
  return { now: ports.now(), ran };
};

const moveClockOrExplain = async (ports: ControlOptions, body: Buffer | null) => {
  try {
    return { status: 200, content: await moveClock(ports, body) };
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    return { status: 400, content: { error: error.message } };
  }
};

export const serveControl =
  (ports: ControlOptions): RequestHandler =>
  async (request, response) => {
    const body = await readBody(request, LARGEST_BODY);
    const route = `${request.method ?? ''} ${request.url ?? ''}`;
    if (route === 'GET /clock') send(response, 200, { now: ports.now() });
    else if (route === 'GET /status') send(response, 200, ports.status());
    else if (route === 'POST /clock') {
      const { status, content } = await moveClockOrExplain(ports, body);
      send(response, status, content);
    } else send(response, 404, { error: 'Use GET /clock, POST /clock or GET /status.' });
  };

export interface StackStatus {
  readonly now: Instant;
  readonly queues: Readonly<Record<string, QueueDepth>>;
  readonly functions: Readonly<Record<string, FunctionCounts>>;
}

export const readStackStatus = (
  now: Instant,
  queues: readonly QueueModel[],
  emulator: SqsEmulator,
  functions: readonly LocalFunction[],
): StackStatus => ({
  now,
  queues: Object.fromEntries(queues.map(({ name }) => [name, emulator.depth(name)])),
  functions: Object.fromEntries(functions.map((one) => [one.name, one.counts()])),
});

const NOW = z.strictObject({ now: z.iso.datetime({ offset: true }) });

const ADVANCE = z.strictObject({ advance: z.string() });

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

const UNITS_MS = [DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS];

/** Milliseconds of an ISO 8601 duration in days, hours, minutes and seconds of elapsed time; null for anything else. */
export const parseDuration = (text: string): number | null => {
  const parts: (string | undefined)[] | undefined = DURATION.exec(text)?.slice(1);
  if (parts === undefined || parts.every((part) => part === undefined)) return null;
  return parts.reduce((sum, part, i) => sum + Number(part ?? 0) * (UNITS_MS[i] ?? 0), 0);
};

/** A real date and time with an offset, in milliseconds since 1970 UTC; null for anything else. */
export const parseInstant = (text: string): number | null =>
  z.iso.datetime({ offset: true }).safeParse(text).success ? Date.parse(text) : null;

/** Returns the new local time in milliseconds. Throws a StartupError. */
export const readClockRequest = (request: unknown, nowMs: number): number => {
  const now = NOW.safeParse(request);
  if (now.success) return Date.parse(now.data.now);
  const advance = ADVANCE.safeParse(request);
  const ms = advance.success ? parseDuration(advance.data.advance) : null;
  if (ms !== null) return nowMs + ms;
  throw new StartupError(
    'Send {"now": "2026-11-21T09:00:00Z"} with an offset, or {"advance": "PT24H"} in days, hours, minutes and seconds.',
  );
};
