import { addMs, type Instant, MINUTE_MS, toMs } from '../../../shared/kernel/instant.ts';
import type { FeedMessage } from './feed-message.ts';
import type { SimulatedStaff } from './people/simulated-staff.ts';

const BATCH = 10;
const DEFAULT_POLL_MS = 1000;

export type SendBatch = (messages: readonly FeedMessage[]) => Promise<void>;

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
