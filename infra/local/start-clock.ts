import type { Instant } from '../../shared/kernel/instant.ts';
import { msOf } from '../../shared/kernel/instant.ts';
import type { LocalClock } from './clock.ts';
import { createLocalClock } from './clock.ts';
import { appendClockSetting, readClockHistory } from './clock-history.ts';

export const wallNow = (): number => Date.now();

/** The stack's clock: at `start` if given, else where the file's history leaves it, else at the wall clock. */
export const startClock = (start: Instant | null, file: string | null): LocalClock => {
  const history = file === null ? [] : readClockHistory(file);
  const clock = createLocalClock({
    wallNow,
    history,
    onSetting: (setting) => {
      if (file !== null) appendClockSetting(file, setting);
    },
  });
  if (start !== null) clock.setTo(msOf(start));
  else if (history.length === 0) clock.setTo(wallNow());
  return clock;
};
