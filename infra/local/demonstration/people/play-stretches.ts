import type { Instant } from '../../../../shared/kernel/instant.ts';
import type { FeedMessage } from '../feed-message.ts';
import type { SimulatedStaff } from './simulated-staff.ts';
import type { Stretch } from './stretches.ts';

export interface PlayStretches {
  readonly stretches: readonly Stretch[];
  /** Sends the messages, with the clock stepped along. */
  readonly send: (messages: readonly FeedMessage[]) => Promise<void>;
  readonly stepClock: (to: Instant) => Promise<void>;
  /** Resolves when all that was sent is taken in. */
  readonly takenIn: () => Promise<void>;
  readonly staff: SimulatedStaff;
  /** Runs the service's schedules once: its ladder climbs. */
  readonly runSchedules: () => Promise<unknown>;
  /** Called when a stretch is over. */
  readonly keep: (workedUntil: Instant) => void;
  readonly signal: AbortSignal;
}

/**
 * Plays a history with its people: in each stretch the police send, then people tell what they did until its end. What
 * they tell after a deadline comes after the sweep that raised it, as it would have in life.
 */
export const playStretches = async (options: PlayStretches): Promise<void> => {
  const { stretches, send, stepClock, takenIn, staff, runSchedules, keep, signal } = options;
  for (const { messages, until } of stretches) {
    if (signal.aborted) return;
    await send(messages);
    await stepClock(until);
    await takenIn();
    await staff.look(until);
    await staff.work(until, 'in-time');
    await runSchedules();
    await staff.work(until);
    await staff.takeUp(until);
    keep(until);
  }
};
