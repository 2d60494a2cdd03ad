import type { Backoff } from './system-random.ts';
import { FaultError } from './fault-error.ts';

/** `conflict`: another write came first, so read again. */
export type WriteResult = 'written' | 'conflict';

/** After this many conflicts the cause is not people working at the same time. */
const MOST_ATTEMPTS = 10;

/** Throws after ten conflicts. */
export const retryOnConflict = async <T>(
  backOff: Backoff,
  attempt: () => Promise<T | 'conflict'>,
): Promise<T> => {
  for (let number = 1; number <= MOST_ATTEMPTS; number++) {
    const result = await attempt();
    if (result !== 'conflict') return result;
    await backOff(number);
  }
  throw new FaultError(
    'write-conflict',
    `The write was in conflict ${String(MOST_ATTEMPTS)} times in a row.`,
  );
};
