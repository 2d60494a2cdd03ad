import { describe, expect, it } from 'vitest';
import {
  computeEarsC1,
  computeEarsC2,
  isAlarm,
  meetsMinimum,
  calculateZ,
} from '../../../shared/themes/statistics/ears.ts';

/** Salmonella Newport in Germany, reported cases a week: nine weeks before 2011, then 2011 (R package surveillance). */
const BEFORE = [5, 3, 1, 1, 1, 3, 3, 1, 2];
const YEAR_2011 = [
  1, 0, 3, 3, 3, 1, 0, 0, 0, 1, 3, 0, 2, 2, 3, 3, 0, 3, 2, 1, 2, 1, 1, 0, 3, 1, 2, 0, 0, 2, 5, 2, 0,
  3, 6, 1, 2, 1, 2, 0, 2, 0, 3, 9, 41, 45, 17, 3, 3, 5, 11, 5,
];
const COUNTS = [...BEFORE, ...YEAR_2011];
const PUBLISHED = { z: 1.644853627, smallestSigma: 0 };

const in2011 = (method: typeof computeEarsC1) =>
  YEAR_2011.map((_, week) => method(COUNTS, BEFORE.length + week, PUBLISHED));

const firstBounds = (method: typeof computeEarsC1) =>
  in2011(method)
    .slice(0, 4)
    .map((week) => week?.bound.toFixed(6));

const alarmWeeks = (method: typeof computeEarsC1) =>
  in2011(method).flatMap((week, at) => (week?.alarm === true ? [at + 1] : []));

describe('EARS on Salmonella Newport, Germany 2011', () => {
  it('gives the published bounds and alarm weeks of C1', () => {
    expect(firstBounds(computeEarsC1)).toEqual(['3.278854', '3.278854', '3.436517', '3.855617']);
    expect(alarmWeeks(computeEarsC1)).toEqual([31, 35, 43, 44, 45, 46]);
  });

  it('gives the published bounds and alarm weeks of C2', () => {
    expect(firstBounds(computeEarsC2)).toEqual(['4.915356', '3.615565', '3.278854', '3.278854']);
    expect(alarmWeeks(computeEarsC2)).toEqual([15, 16, 31, 35, 44, 45, 46, 47]);
  });
});

describe('the baseline of EARS', () => {
  const rising = Array.from({ length: 20 }, (_, week) => week);

  it('is the seven weeks before the week for C1, and ends two weeks earlier for C2', () => {
    expect(computeEarsC1(rising, 15, PUBLISHED)?.mean).toBe(11);
    expect(computeEarsC2(rising, 15, PUBLISHED)?.mean).toBe(9);
  });

  it('has to be whole: no bound before week 8 for C1, before week 10 for C2, nor for a week not counted', () => {
    expect(computeEarsC1(rising, 6, PUBLISHED)).toBeNull();
    expect(computeEarsC1(rising, 7, PUBLISHED)).not.toBeNull();
    expect(computeEarsC2(rising, 8, PUBLISHED)).toBeNull();
    expect(computeEarsC2(rising, 9, PUBLISHED)).not.toBeNull();
    expect(computeEarsC1(rising, 20, PUBLISHED)).toBeNull();
  });

  it('counts as a little restless however quiet it was', () => {
    const quiet = [0, 0, 0, 0, 0, 0, 0, 2];
    const bound = computeEarsC1(quiet, 7, { z: calculateZ(0.01), smallestSigma: 0.5 });
    expect(bound).toMatchObject({ mean: 0, sigma: 0.5, alarm: true });
    expect(bound?.bound).toBeCloseTo(1.163174, 6);
  });

  it('uses a deviation above the minimum unchanged', () => {
    const restless = [0, 4, 0, 4, 0, 4, 0, 5];
    expect(computeEarsC1(restless, 7, { z: 1, smallestSigma: 0.5 })?.sigma).toBeCloseTo(2.13809, 5);
  });
});

describe('a count equal to its bound', () => {
  const after = (baseline: readonly number[], count: number, z: number, smallestSigma: number) =>
    computeEarsC1([...baseline, count], baseline.length, { z, smallestSigma });

  it('is no alarm when all weeks were alike', () => {
    expect(after([3, 3, 3, 3, 3, 3, 3], 3, 2, 0)).toEqual({
      mean: 3,
      sigma: 0,
      bound: 3,
      alarm: false,
    });
  });

  it('is no alarm when rounding puts the bound a trifle below it', () => {
    const week = after([0, 0, 0, 0, 0, 0, 0], 3, 3 / 0.7, 0.7);
    expect(week?.bound).toBeLessThan(3);
    expect(week?.alarm).toBe(false);
  });

  it('is no alarm, and one more is, when rounding puts the bound a trifle above it', () => {
    const baseline = [1, 0, 0, 0, 0, 0, 1];
    const z = (3 - 2 / 7) / 0.6;
    expect(after(baseline, 3, z, 0.6)?.alarm).toBe(false);
    expect(after(baseline, 4, z, 0.6)?.alarm).toBe(true);
  });
});

describe('z of an error level', () => {
  it('is the quantile of the normal distribution above which so much lies', () => {
    expect(calculateZ(0.05)).toBeCloseTo(1.644853627, 9);
    expect(calculateZ(0.01)).toBeCloseTo(2.3263478740408408, 12);
    expect(calculateZ(1e-6)).toBeCloseTo(4.753424308822899, 9);
    expect(calculateZ(0.5)).toBeCloseTo(0, 12);
  });

  it('exists between 0 and 1 only', () => {
    for (const level of [0, 1, -0.1, 1.1, 1e-17, Number.NaN])
      expect(() => calculateZ(level)).toThrow('error level');
  });
});

describe('the alarm that is reported', () => {
  const settings = { smallestCount: 3, smallestChildren: 2 };
  const above = { mean: 0, sigma: 0.5, bound: 1.16, alarm: true };

  it('needs a bound that was passed', () => {
    const week = { count: 9, children: 9 };
    expect(isAlarm(above, week, settings)).toBe(true);
    expect(isAlarm({ ...above, alarm: false }, week, settings)).toBe(false);
    expect(isAlarm(null, week, settings)).toBe(false);
  });

  it('needs the smallest count, of the smallest number of children', () => {
    expect(isAlarm(above, { count: 2, children: 2 }, settings)).toBe(false);
    expect(isAlarm(above, { count: 5, children: 1 }, settings)).toBe(false);
    expect(meetsMinimum({ count: 3, children: 2 }, settings)).toBe(true);
  });
});
