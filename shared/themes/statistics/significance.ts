import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * P(X ≥ count) of a Poisson distribution with this mean. The lower regularised incomplete gamma function is accurate
 * where 1 − P(X < count) would be rounding only.
 */
export const calculatePoissonExceedance = (count: number, mean: number): number => {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  return gammainc(mean, count);
};

/**
 * The step-up procedure of Benjamini and Hochberg (Journal of the Royal Statistical Society B 1995; 57: 289): at most
 * `rate` of the discoveries are false. It also holds for positively dependent tests, such as themes that share
 * children (Benjamini and Yekutieli 2001). `lookedAt` counts all tests, including those with p = 1 that are not
 * listed. Throws if it is smaller than the number of p-values, or if a value is not a probability.
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
