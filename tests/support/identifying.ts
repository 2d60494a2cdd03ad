import type { Identifying } from '../../shared/police-reports/sanitise/identifying.ts';

/** A child of whom nothing is known that a test does not say. */
export const identifying = (about: Partial<Identifying> = {}): Identifying => ({
  names: [],
  fullNames: [],
  birthDates: [],
  identifiers: [],
  postcodes: [],
  placeNames: [],
  placeDescriptions: [],
  ...about,
});
