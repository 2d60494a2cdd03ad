import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * How likely so many or more are when `mean` would be usual: P(X ≥ count) of a Poisson distribution. It is the lower
 * regularized incomplete gamma function, so it stays accurate where 1 − P(X < count) would be nothing but rounding.
 */
export const calculatePoissonExceedance = (count: number, mean: number): number => {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  return gammainc(mean, count);
};

/**
 * Which of many tests are discoveries, when at most this share of the discoveries may be false ones: the step-up
 * procedure of Benjamini and Hochberg (Journal of the Royal Statistical Society B 1995; 57: 289). It also holds for
 * tests that lean the same way, as themes do that share children (Benjamini and Yekutieli 2001). `lookedAt` counts all
 * tests, those with p = 1 that are not listed too. Throws for fewer, and for what is no probability.
 */
export const controlFalseDiscoveries = (
  pValues: readonly number[],
  rate: number,
  lookedAt: number = pValues.length,
): readonly boolean[] => {
  if (pValues.some((p) => !(p >= 0 && p <= 1))) throw new Error('Not a probability.');
  if (lookedAt < pValues.length) throw new Error('Fewer tests than p-values.');
  const sorted = [...pValues].sort((a, b) => a - b);
  const last = sorted.findLast((p, before) => p * lookedAt <= (before + 1) * rate);
  return pValues.map((p) => last !== undefined && p <= last);
};
