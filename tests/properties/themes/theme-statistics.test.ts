import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeEarsC1, computeEarsC2 } from '../../../shared/themes/statistics/ears.ts';
import { describeTheme } from '../../../shared/themes/statistics/sentence.ts';
import { shuffle } from '../../support/shuffle.ts';
import { estimateUsual } from '../../../shared/themes/recent.ts';
import {
  calculatePoissonExceedance,
  controlFalseDiscoveries,
} from '../../../shared/themes/statistics/significance.ts';

const anyCounts = fc.array(fc.nat({ max: 60 }), { minLength: 10, maxLength: 30 });
const anySettings = fc.record({
  z: fc.double({ min: 0, max: 4, noNaN: true }),
  smallestSigma: fc.constantFrom(0, 0.5, 1),
});

const naiveBound = (baseline: readonly number[], z: number, smallestSigma: number): number => {
  const mean = baseline.reduce((sum, count) => sum + count, 0) / baseline.length;
  const squares = baseline.reduce((sum, count) => sum + (count - mean) ** 2, 0);
  return mean + z * Math.max(smallestSigma, Math.sqrt(squares / (baseline.length - 1)));
};

describe('EARS, whatever was counted', () => {
  it('compares the week with mean and deviation of its baseline', () => {
    fc.assert(
      fc.property(anyCounts, anySettings, (counts, settings) => {
        const at = counts.length - 1;
        const { z, smallestSigma } = settings;
        const c1 = naiveBound(counts.slice(at - 7, at), z, smallestSigma);
        const c2 = naiveBound(counts.slice(at - 9, at - 2), z, smallestSigma);
        expect(computeEarsC1(counts, at, settings)?.bound).toBeCloseTo(c1, 9);
        expect(computeEarsC2(counts, at, settings)?.bound).toBeCloseTo(c2, 9);
      }),
    );
  });

  it('alarms above the bound only, and the more the more is counted', () => {
    fc.assert(
      fc.property(anyCounts, anySettings, (counts, settings) => {
        const at = counts.length - 1;
        const withCount = (count: number) => computeEarsC2(counts.with(at, count), at, settings);
        const bound = withCount(0)?.bound ?? 0;
        expect(withCount(Math.floor(bound))?.alarm).toBe(false);
        expect(withCount(Math.floor(bound) + 2)?.alarm).toBe(true);
      }),
    );
  });

  it('does not care what the two weeks before were for C2, nor what lies before the baseline', () => {
    fc.assert(
      fc.property(anyCounts, anySettings, fc.nat({ max: 90 }), (counts, settings, other) => {
        const at = counts.length - 1;
        const changed = counts.map((count, week) =>
          (week < at && week > at - 3) || week < at - 9 ? other : count,
        );
        expect(computeEarsC2(changed, at, settings)).toEqual(computeEarsC2(counts, at, settings));
      }),
    );
  });
});

/** Term by term from the far end, so that small terms are not lost. */
const naiveExceedance = (count: number, mean: number): number => {
  const terms = [Math.exp(-mean)];
  for (let k = 1; k < count + 120; k++) terms.push(((terms[k - 1] ?? 0) * mean) / k);
  return terms.slice(count).reduceRight((sum, term) => sum + term, 0);
};

const anyMean = fc.double({ min: 0.001, max: 25, noNaN: true });
const anyCount = fc.nat({ max: 60 });

describe('the Poisson exceedance, whatever count and mean', () => {
  it('is the sum of the probabilities of that many and more', () => {
    fc.assert(
      fc.property(anyCount, anyMean, (count, mean) => {
        const naive = naiveExceedance(count, mean);
        expect(Math.abs(calculatePoissonExceedance(count, mean) - naive)).toBeLessThan(
          1e-10 * naive,
        );
      }),
    );
  });

  it('falls with the count and rises with the mean, between 0 and 1', () => {
    fc.assert(
      fc.property(anyCount, anyMean, anyMean, (count, mean, more) => {
        const here = calculatePoissonExceedance(count, mean);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(here).toBeLessThanOrEqual(1);
        expect(calculatePoissonExceedance(count + 1, mean)).toBeLessThanOrEqual(here);
        expect(calculatePoissonExceedance(count, mean + more)).toBeGreaterThanOrEqual(
          here * (1 - 1e-12),
        );
      }),
    );
  });
});

describe('what is usual, whatever was counted', () => {
  it('is above 0, and what comes is never impossible', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { minLength: 2 }), anyCount, (blocks, count) => {
        const usual = estimateUsual(blocks) ?? 0;
        expect(usual).toBeGreaterThan(0);
        expect(calculatePoissonExceedance(count, usual)).toBeGreaterThan(0);
      }),
    );
  });
});

const anyPValues = fc.array(
  fc.oneof(
    fc.constantFrom(0, 0.001, 0.01, 0.05, 1),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 0.02, noNaN: true }),
  ),
  { maxLength: 30 },
);
const anyRate = fc.constantFrom(0.01, 0.05, 0.1, 0.2);

describe('the control of false discoveries, whatever the p-values', () => {
  it('finds the largest k whose k-th smallest p-value is at most k shares of the rate', () => {
    fc.assert(
      fc.property(anyPValues, anyRate, fc.nat({ max: 40 }), (pValues, rate, more) => {
        const lookedAt = pValues.length + more;
        const sorted = [...pValues].sort((a, b) => a - b);
        const found = controlFalseDiscoveries(pValues, rate, lookedAt).filter(Boolean).length;
        const holds = (k: number): boolean => (sorted[k - 1] ?? 1) * lookedAt <= k * rate;
        if (found > 0) expect(holds(found)).toBe(true);
        for (let k = found + 1; k <= pValues.length; k++) expect(holds(k)).toBe(false);
      }),
    );
  });

  it('treats equal p-values alike, smaller ones no worse, in whatever order they come', () => {
    fc.assert(
      fc.property(anyPValues, anyRate, fc.integer(), (pValues, rate, seed) => {
        const found = controlFalseDiscoveries(pValues, rate);
        const accepted = pValues.filter((_, at) => found[at]);
        const refused = pValues.filter((_, at) => found[at] !== true);
        expect(Math.max(-1, ...accepted)).toBeLessThan(Math.min(2, ...refused));
        const order = shuffle([...pValues.keys()], seed);
        const shuffled = order.map((at) => pValues[at] ?? 1);
        expect(controlFalseDiscoveries(shuffled, rate)).toEqual(order.map((at) => found[at]));
      }),
    );
  });

  it('lies between Bonferroni and no control at all, and finds no more when more was looked at', () => {
    fc.assert(
      fc.property(anyPValues, anyRate, fc.nat({ max: 40 }), (pValues, rate, more) => {
        const found = controlFalseDiscoveries(pValues, rate);
        const fewer = controlFalseDiscoveries(pValues, rate, pValues.length + more);
        pValues.forEach((p, at) => {
          if (p < rate / pValues.length) expect(found[at]).toBe(true);
          if (found[at] === true) expect(p).toBeLessThanOrEqual(rate);
          if (fewer[at] === true) expect(found[at]).toBe(true);
        });
      }),
    );
  });
});

describe('the sentence, whatever the figures', () => {
  it('never shows more than two figures of what is usual, nor of chance', () => {
    fc.assert(
      fc.property(anyCount, fc.double({ min: 1e-9, max: 99, noNaN: true }), (children, usual) => {
        const exceedance = calculatePoissonExceedance(children, usual);
        const about = { harm: 'gangs', context: null, locality: 'Norwich', weeks: 4 };
        const sentence = describeTheme({ ...about, children, usual, exceedance });
        const [, held, chance] = sentence.split('; ');
        expect(held).toMatch(/^(about (\d\d?|\d\.\d)|hardly any) would be usual\.?$/);
        if (children > 0) expect(chance).toMatch(/often|time in [125](0|,)*\.$/);
      }),
    );
  });
});
