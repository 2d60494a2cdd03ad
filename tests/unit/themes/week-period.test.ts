import { describe, expect, it } from 'vitest';
import {
  findFirstDay,
  isInPeriod,
  findLastDay,
  countWeeks,
  findPreviousPeriod,
} from '../../../shared/themes/week-period.ts';

const QUARTER = { from: '2026-W35', to: '2026-W47' } as const;

describe('A period of weeks', () => {
  it('Is compared with one that is exactly as long and ends the week before it begins', () => {
    expect(findPreviousPeriod(QUARTER)).toEqual({ from: '2026-W22', to: '2026-W34' });
    expect(countWeeks(QUARTER)).toBe(13);
    expect(findPreviousPeriod({ from: '2027-W01', to: '2027-W01' })).toEqual({
      from: '2026-W53',
      to: '2026-W53',
    });
  });

  it('Begins on a Monday and ends on a Sunday, over a clock change too', () => {
    expect([findFirstDay(QUARTER), findLastDay(QUARTER)]).toEqual(['2026-08-24', '2026-11-22']);
    expect(findLastDay({ from: '2026-W43', to: '2026-W43' })).toBe('2026-10-25');
  });

  it('Holds its first and its last week, and neither the week before nor the one after', () => {
    const weeks = ['2026-W34', '2026-W35', '2026-W47', '2026-W48'] as const;
    expect(weeks.map((week) => isInPeriod(week, QUARTER))).toEqual([false, true, true, false]);
  });
});
