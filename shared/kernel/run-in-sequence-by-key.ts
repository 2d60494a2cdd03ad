/** Runs work under a key when earlier work under the same key has ended, well or badly. */
export type TakeTurns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Messages of one episode that come in one batch take turns: they would only refuse each other's
 * writes. Messages of different episodes go on side by side.
 */
export const createTurns = (): TakeTurns => {
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
