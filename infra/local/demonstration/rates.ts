/**
 * How often things happen in the demonstration. Shares are from 0 to 1. Where a figure is taken from
 * docs/domain.md it says so; the others are invented, high enough to be seen in a few weeks.
 */
export interface Rates {
  /** Episodes a month of a child who goes missing in that month, on average. */
  readonly episodesPerChild: number;
  /** Share of a month's children who go missing again and again, and their share of the episodes. */
  readonly frequentChildren: number;
  readonly frequentEpisodes: number;
  /** Share of a month's children who go missing several times, and their share of the episodes. */
  readonly repeatChildren: number;
  readonly repeatEpisodes: number;
  readonly lookedAfterFrequent: number;
  readonly lookedAfterRepeat: number;
  readonly lookedAfterOther: number;
  /** Of the children who are not looked after: address unknown, and with it the responsible authority. */
  readonly addressUnknown: number;
  /** Of the looked-after: placed here by another authority, or placed elsewhere by this one. */
  readonly placedHere: number;
  readonly placedElsewhere: number;
  /** Of the episodes that end: found within 24 and within 48 hours of the report. */
  readonly foundWithinDay: number;
  readonly foundWithinTwoDays: number;
  readonly neverHeardAgain: number;
  readonly returnNotConfirmed: number;
  readonly foundNotReported: number;
  readonly cancelled: number;
  /** Of the cancelled ones. */
  readonly reopened: number;
  /** Reported twice, under two references, the second then cancelled as a duplicate. */
  readonly reportedTwice: number;
  readonly withoutIdentifiers: number;
  /** Of the children who are missing again: the force goes on under the reference that it has. */
  readonly sameReference: number;
  /** Of the returns, reports and finds: corrected later. */
  readonly returnCorrected: number;
  readonly reportCorrected: number;
  readonly findCorrected: number;
  /** Of the messages: sent twice, long delayed, with an optional field that cannot be used. */
  readonly duplicate: number;
  readonly late: number;
  readonly unusableOptional: number;
  readonly malformed: number;
}

/** From docs/domain.md, section 4, where it gives a figure. */
export const DEFAULT_RATES: Rates = {
  episodesPerChild: 2.2,
  frequentChildren: 0.06,
  frequentEpisodes: 0.33,
  repeatChildren: 0.25,
  repeatEpisodes: 0.28,
  lookedAfterFrequent: 0.85,
  lookedAfterRepeat: 0.55,
  lookedAfterOther: 0.2,
  addressUnknown: 0.02,
  placedHere: 0.12,
  placedElsewhere: 0.06,
  foundWithinDay: 0.79,
  foundWithinTwoDays: 0.9,
  neverHeardAgain: 0.005,
  returnNotConfirmed: 0.04,
  foundNotReported: 0.15,
  cancelled: 0.04,
  reopened: 0.2,
  reportedTwice: 0.01,
  withoutIdentifiers: 0.03,
  sameReference: 0.04,
  returnCorrected: 0.05,
  reportCorrected: 0.02,
  findCorrected: 0.02,
  duplicate: 0.06,
  late: 0.05,
  unusableOptional: 0.02,
  malformed: 0.02,
};
