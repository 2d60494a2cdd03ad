import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * How likely so many or more are when `mean` would be usual: P(X ≥ count) of a Poisson distribution. It is the lower
 * regularized incomplete gamma function, so it stays accurate where 1 − P(X < count) would be nothing but rounding.
 */
export const poissonExceedance = (count: number, mean: number): number => {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  return gammainc(mean, count);
};
