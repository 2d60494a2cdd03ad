import { describe, expect, it } from 'vitest';
import { createTimeLimit } from '../../../shared/platform/scheduled-run.ts';

describe('The time of a run', () => {
  it('is kept to a quarter for what was begun and for the wake-ups, however long it may take', () => {
    for (const whole of [8_000, 120_000]) {
      let remaining = whole;
      const hasTime = createTimeLimit(() => remaining);
      expect(hasTime()).toBe(true);
      remaining = whole / 4 + 1;
      expect(hasTime()).toBe(true);
      remaining = whole / 4;
      expect(hasTime()).toBe(false);
    }
  });
});
