import { msOf, type Instant } from '../../../shared/kernel/instant.ts';
import { HOUR_MS } from '../../../shared/kernel/instant.ts';
import type { FeedMessage } from './feed-message.ts';

/** SQS takes at most ten messages at once. */
const BATCH = 10;
const DEFAULT_POLL_MS = 1000;

/** How far the playing is. */
export interface Progress {
  readonly sent: number;
  readonly total: number;
  /** The instant to which the clock was last stepped. */
  readonly now: Instant;
}

/** Puts at most ten messages on the queue; fails when any of them was not taken. */
export type SendBatch = (messages: readonly FeedMessage[]) => Promise<void>;

export interface PlayHistory {
  /** In order of sending, e.g. `[...generateFeed({ seed, from, to })]`. */
  readonly feed: readonly FeedMessage[];
  readonly send: SendBatch;
  /** Moves the clock of the receiver forward to this instant; one that is past it already stays. */
  readonly stepClock: (to: Instant) => Promise<void>;
  readonly progress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** The longest simulated time that messages of one batch may lie apart; an hour unless told. */
  readonly spanMs?: number;
}

/** Cuts a feed into batches of at most ten, sent within that span of one another. */
export function* cutBatches(
  feed: Iterable<FeedMessage>,
  spanMs: number,
): Generator<readonly FeedMessage[]> {
  let batch: FeedMessage[] = [];
  for (const message of feed) {
    const [first] = batch;
    const fits =
      first === undefined ||
      (batch.length < BATCH && msOf(message.sentAt) - msOf(first.sentAt) <= spanMs);
    if (!fits) {
      yield batch;
      batch = [];
    }
    batch.push(message);
  }
  if (batch.length > 0) yield batch;
}

/**
 * Sends a feed as fast as the queue takes it, with the receiver's clock stepped along, so that each
 * message is taken in at about the instant at which it was sent. Gives how many were sent: fewer than
 * all when the signal ended it. Fails when a sending fails; what was sent stays sent.
 */
export const playHistory = async (options: PlayHistory): Promise<number> => {
  const { feed, send, stepClock, progress, signal, spanMs = HOUR_MS } = options;
  let sent = 0;
  for (const batch of cutBatches(feed, spanMs)) {
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
  /** The same generator as the history's, from the same beginning, without an end. */
  readonly feed: Iterable<FeedMessage>;
  /** Messages sent before this instant belong to the history and are left out. */
  readonly after: Instant;
  readonly send: SendBatch;
  /** The receiver's clock, which may be moved by others at any time. */
  readonly now: () => Instant;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
  /** How often the clock is looked at, at least, so that a moved clock is noticed. */
  readonly pollMs?: number;
}

const waitUntil = async (due: Instant, options: ContinueLive): Promise<void> => {
  const { now, wait, signal, pollMs = DEFAULT_POLL_MS } = options;
  while (!signal.aborted && now() < due) {
    const left = msOf(due) - msOf(now());
    await wait(Math.min(left, pollMs), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
};

/**
 * Goes on with a feed from the present at the clock's own speed: each message is sent when the clock
 * reaches its instant, several at once when the clock was moved over them. Ends when the signal says
 * so; fails when a sending fails.
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
