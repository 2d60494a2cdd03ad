import type { Spread } from '../spread.ts';

export const printNumber = (value: number, digits = 1): string => value.toFixed(digits);

/** The median with what lay furthest below and above it. */
export const printSpread = ({ median, least, most }: Spread, digits = 1): string =>
  `${printNumber(median, digits)} (${printNumber(least, digits)}–${printNumber(most, digits)})`;

/** A share in whole per cent; a dash when there is nothing to have a share of. */
export const printShare = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
