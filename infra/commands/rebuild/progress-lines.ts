import type { RebuildProgress } from '../../../shared/themes/rebuild-themes.ts';

/** A line after so many episodes, and one at the end. */
const EVERY = 100;

/** Turns progress into lines: how far, and how to go on from there. */
export const createProgressLines = (say: (line: string) => void) => {
  let said = 0;
  return ({ done, of, last }: RebuildProgress): void => {
    if (done < of && done - said < EVERY) return;
    said = done;
    const goOn = done < of ? `; to go on from here: --after ${last}` : '';
    say(`${done} of ${of} episodes${goOn}`);
  };
};
