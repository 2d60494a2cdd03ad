import { describe, expect, it } from 'vitest';
import {
  isOver,
  isQuarter,
  isPartialOverlap,
  type Quarter,
  findQuarterWeeks,
} from '../../../shared/releases/rules/quarter.ts';
import { addWeeks, listWeeks } from '../../../shared/kernel/iso-week.ts';
import { findFirstDay, findLastDay, countWeeks } from '../../../shared/themes/week-period.ts';
import { at } from '../../support/facts.ts';

const QUARTERS = Array.from(
  { length: 160 },
  (_, number) => `${2000 + Math.floor(number / 4)}-Q${(number % 4) + 1}` as Quarter,
);

describe('The weeks of a quarter', () => {
  it.each([
    ['2026-Q1', '2025-12-29', '2026-03-29'],
    ['2026-Q3', '2026-06-29', '2026-09-27'],
    ['2026-Q4', '2026-09-28', '2027-01-03'],
  ] as const)('%s: from Monday %s to Sunday %s', (quarter, from, to) => {
    const period = findQuarterWeeks(quarter);
    expect([findFirstDay(period), findLastDay(period)]).toEqual([from, to]);
  });

  it('Follow each other without a gap, and those of a year are its ISO weeks', () => {
    for (const [at, quarter] of QUARTERS.slice(1).entries()) {
      const before = findQuarterWeeks(QUARTERS[at] ?? quarter);
      const { from } = findQuarterWeeks(quarter);
      expect(from).toBe(addWeeks(before.to, 1));
      expect([12, 13, 14]).toContain(countWeeks(before));
      if (quarter.endsWith('Q1')) expect(from).toBe(`${quarter.slice(0, 4)}-W01`);
    }
  });

  it('Are over when Monday begins in London', () => {
    const period = findQuarterWeeks('2026-Q3');
    expect(isOver(period, at('2026-09-27T22:59:59.999Z'))).toBe(false);
    expect(isOver(period, at('2026-09-27T23:00Z'))).toBe(true);
  });

  it.each(['2026-Q0', '2026-Q5', '2026', '26-Q1', '2026-Q11'])('%s is no quarter', (text) => {
    expect(isQuarter(text)).toBe(false);
  });
});

describe('Two periods', () => {
  const [first = '2026-W01', , third = '2026-W03', fourth = '2026-W04'] = listWeeks(
    '2026-W01',
    '2026-W04',
  );

  it('Overlap in part when they share a week, but are not the same', () => {
    const period = { from: first, to: third };
    expect(isPartialOverlap(period, { from: third, to: fourth })).toBe(true);
    expect(isPartialOverlap(period, { from: first, to: first })).toBe(true);
    expect(isPartialOverlap(period, period)).toBe(false);
    expect(isPartialOverlap(period, { from: fourth, to: fourth })).toBe(false);
  });
});
