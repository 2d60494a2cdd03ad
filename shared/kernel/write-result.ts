import type { Backoff } from './back-off.ts';

/** What became of a write on the version that was read; `conflict`: somebody else wrote first, so read again. */
export type WriteResult = 'written' | 'conflict';

/** After so many lost races something is wrong other than people working at the same time. */
const MOST_ATTEMPTS = 10;

/** Reads and writes again, after a wait, until the write is no longer in conflict. Throws after ten conflicts. */
export const retryOnConflict = async <T>(
  backOff: Backoff,
  attempt: () => Promise<T | 'conflict'>,
): Promise<T> => {
  for (let number = 1; number <= MOST_ATTEMPTS; number++) {
    const result = await attempt();
    if (result !== 'conflict') return result;
    await backOff(number);
  }
  throw new Error(`Somebody else wrote first ${String(MOST_ATTEMPTS)} times in a row.`);
};
