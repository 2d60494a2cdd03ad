import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MS = 100;
const PATIENCE_MS = 240_000;

/** Asks again and again until it is so; fails, saying what was waited for, when it never is. */
export const waitFor = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
    await wait(PAUSE_MS);
  }
};
