import { describe, expect, it } from 'vitest';
import { estimateUsual } from '../../../shared/themes/recent.ts';
import { calculatePoissonExceedance } from '../../../shared/themes/statistics/significance.ts';

const relativeError = (value: number, truth: number): number => Math.abs(value / truth - 1);

describe('how likely so many or more are', () => {
  it('is correct for the reference values', () => {
    expect(calculatePoissonExceedance(4, 0.67).toFixed(9)).toBe('0.004943184');
    expect(calculatePoissonExceedance(5, 1).toFixed(9)).toBe('0.003659847');
  });

  it('is accurate far out in the tail and for large means (reference: mpmath, 40 digits)', () => {
    const reference: readonly (readonly [number, number, number])[] = [
      [5, 1.3, 0.010663033771891],
      [12, 0.05, 4.86700156373042e-25],
      [40, 0.01, 1.21371836900015e-128],
      [60, 10, 6.52190332781837e-27],
      [3, 1e-8, 1.66666665416667e-25],
      [300, 100, 1.81872181673085e-58],
      [100, 90, 0.15822098918643],
      [2000, 1900, 0.0116958203811501],
    ];
    for (const [count, mean, truth] of reference) {
      expect(relativeError(calculatePoissonExceedance(count, mean), truth)).toBeLessThan(1e-12);
    }
  });

  it('is certain for none, and impossible for any where none can come', () => {
    expect(calculatePoissonExceedance(0, 3)).toBe(1);
    expect(calculatePoissonExceedance(0, 0)).toBe(1);
    expect(calculatePoissonExceedance(1, 0)).toBe(0);
  });
});

describe('how many children are usual', () => {
  it('is the mean of the earlier periods', () => {
    expect(estimateUsual([1, 2, 0, 1])).toBe(1);
    expect(estimateUsual([1, 0, 0])).toBeCloseTo(1 / 3, 12);
  });

  it('is half a child over all periods when none was ever counted, so that chance is never zero', () => {
    expect(estimateUsual([0, 0, 0, 0, 0])).toBe(0.1);
    expect(calculatePoissonExceedance(1, estimateUsual([0, 0]) ?? 0)).toBeGreaterThan(0.2);
  });

  it('is not known with fewer than two periods', () => {
    expect(estimateUsual([])).toBeNull();
    expect(estimateUsual([7])).toBeNull();
    expect(estimateUsual([7, 3])).toBe(5);
  });
});
