import { FaultError } from './fault-error.ts';
export type RunInSequence = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Messages of one episode in a batch run one after the other, because their writes would conflict.
 * Messages of different episodes run at the same time. A failure does not stop the next.
 */
export const createSequences = (): RunInSequence => {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
};

/** Work that has not begun when the time is up fails, so that the queue delivers its message again. */
export const limitSequences =
  (runInSequence: RunInSequence, hasTime: () => boolean): RunInSequence =>
  (key, work) =>
    runInSequence(key, () => {
      if (!hasTime()) throw new FaultError('out-of-time', 'There was no time left to begin.');
      return work();
    });
