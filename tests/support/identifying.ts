import type { IdentifyingDetails } from '../../shared/police-reports/sanitise/identifying.ts';

/** A child of whom nothing is known that a test does not say. */
export const buildIdentifyingDetails = (
  about: Partial<IdentifyingDetails> = {},
): IdentifyingDetails => ({
  names: [],
  fullNames: [],
  birthDates: [],
  identifiers: [],
  postcodes: [],
  placeNames: [],
  placeDescriptions: [],
  ...about,
});
