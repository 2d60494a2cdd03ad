import {
  toMs,
  type Instant,
  addMs,
  measureElapsedMs,
  DAY_MS,
} from '../../../shared/kernel/instant.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import type { FeedMessage } from './feed-message.ts';
import type { SimulatedStaff } from './people/simulated-staff.ts';

const BATCH = 10;
const DEFAULT_POLL_MS = 1000;

export interface Progress {
  readonly sent: number;
  readonly total: number;
  readonly now: Instant;
}

export type SendBatch = (messages: readonly FeedMessage[]) => Promise<void>;

export interface PlayHistory {
  readonly feed: readonly FeedMessage[];
  readonly send: SendBatch;
  /** Moves the receiver's clock forward to this instant, never back. */
  readonly stepClock: (to: Instant) => Promise<void>;
  readonly progress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  readonly spanMs?: number;
}

export function* splitIntoBatches(
  feed: Iterable<FeedMessage>,
  spanMs: number,
): Generator<readonly FeedMessage[]> {
  let batch: FeedMessage[] = [];
  for (const message of feed) {
    const [first] = batch;
    const fits =
      first === undefined ||
      (batch.length < BATCH && toMs(message.sentAt) - toMs(first.sentAt) <= spanMs);
    if (!fits) {
      yield batch;
      batch = [];
    }
    batch.push(message);
  }
  if (batch.length > 0) yield batch;
}

/**
 * Sends a feed as fast as the queue accepts it and moves the receiver's clock along, so that each
 * message is received at about the instant at which it was sent. Returns how many were sent: fewer than
 * all when the signal ended it. Rejects when sending fails; messages sent before stay sent.
 */
export const playHistory = async (options: PlayHistory): Promise<number> => {
  const { feed, send, stepClock, progress, signal, spanMs = HOUR_MS } = options;
  let sent = 0;
  for (const batch of splitIntoBatches(feed, spanMs)) {
    if (signal?.aborted === true) break;
    const now = batch.at(-1)?.sentAt;
    if (now === undefined) break;
    await stepClock(now);
    await send(batch);
    sent += batch.length;
    progress?.({ sent, total: feed.length, now });
  }
  return sent;
};

export interface ContinueLive {
  /** The history's generator, from the same beginning, without an end. */
  readonly feed: Iterable<FeedMessage>;
  readonly after: Instant;
  readonly send: SendBatch;
  readonly now: () => Instant;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  readonly pollMs?: number;
}

type Waiting = Pick<ContinueLive, 'now' | 'wait' | 'signal' | 'pollMs'>;

const waitUntil = async (due: Instant, options: Waiting): Promise<void> => {
  const { now, wait, signal, pollMs = DEFAULT_POLL_MS } = options;
  while (!signal.aborted && now() < due) {
    const left = toMs(due) - toMs(now());
    await wait(Math.min(left, pollMs), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
};

/**
 * Continues a feed from the present at the clock's speed: each message is sent when the clock
 * reaches its instant, several at once when the clock was moved over them. Ends when the signal says
 * so; rejects when sending fails.
 */
export const continueLive = async (options: ContinueLive): Promise<void> => {
  const { feed, after, send, now, signal } = options;
  let batch: FeedMessage[] = [];
  for (const message of feed) {
    if (message.sentAt < after) continue;
    if (batch.length === BATCH || (batch.length > 0 && message.sentAt > now())) {
      await send(batch);
      batch = [];
    }
    await waitUntil(message.sentAt, options);
    if (signal.aborted) return;
    batch.push(message);
  }
  if (batch.length > 0) await send(batch);
};

export interface Period {
  readonly until: Instant;
  readonly messages: readonly FeedMessage[];
}

/** To save time, escalations run once a week at first, then every third day, and twice a day at the end. */
const choosePeriodLength = (leftMs: number): number => {
  if (leftMs > 35 * DAY_MS) return 7 * DAY_MS;
  if (leftMs > 14 * DAY_MS) return 3 * DAY_MS;
  return leftMs > 5 * DAY_MS ? DAY_MS : DAY_MS / 2;
};

const listPeriodEnds = (from: Instant, until: Instant): readonly Instant[] => {
  const cuts: Instant[] = [];
  for (let at = from; at < until; cuts.push(at)) {
    const left = measureElapsedMs(at, until);
    at = addMs(at, Math.min(left, choosePeriodLength(left)));
  }
  return cuts.length === 0 ? [until] : cuts;
};

export const splitIntoPeriods = (
  feed: readonly FeedMessage[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): readonly Period[] => {
  const left = [...feed];
  return listPeriodEnds(from, until).map((cut) => {
    const later = cut === until ? -1 : left.findIndex(({ sentAt }) => sentAt >= cut);
    return { until: cut, messages: left.splice(0, later < 0 ? left.length : later) };
  });
};

export interface PlayPeriods {
  readonly periods: readonly Period[];
  readonly send: (messages: readonly FeedMessage[]) => Promise<void>;
  readonly stepClock: (to: Instant) => Promise<void>;
  readonly waitUntilReceived: () => Promise<void>;
  readonly staff: SimulatedStaff;
  readonly runSchedules: () => Promise<unknown>;
  readonly keep: (workedUntil: Instant) => void;
  readonly signal: AbortSignal;
}

/**
 * In each period the police send, then staff record what they did until its end. What they record after a deadline
 * comes after the sweep that escalated it.
 */
export const playPeriods = async (options: PlayPeriods): Promise<void> => {
  const { periods, send, stepClock, waitUntilReceived, staff, runSchedules, keep, signal } =
    options;
  for (const { messages, until } of periods) {
    if (signal.aborted) return;
    await send(messages);
    await stepClock(until);
    await waitUntilReceived();
    await staff.readWork(until);
    await staff.workUntil(until, 'in-time');
    await runSchedules();
    await staff.workUntil(until);
    await staff.acknowledge(until);
    keep(until);
  }
};

const LOOK_MS = MINUTE_MS;

export interface ContinueWork {
  readonly staff: SimulatedStaff;
  readonly now: () => Instant;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Staff continue at the clock's speed: each minute of it they read their lists and record what is due. When the clock
 * is moved over that minute, they look within a second. Ends when the signal says so; rejects on an unexpected response.
 */
export const continueWork = async ({ staff, now, wait, signal }: ContinueWork): Promise<void> => {
  try {
    while (!signal.aborted) {
      const instant = now();
      await staff.readWork(instant);
      await staff.workUntil(instant);
      await staff.acknowledge(instant);
      await waitUntil(addMs(instant, LOOK_MS), { now, wait, signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};
