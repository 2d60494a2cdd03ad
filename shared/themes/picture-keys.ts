import type { ItemKey } from '../database/table.ts';

/** The codes that an authority added for itself. */
export const codesPartition = (authority: string): string => `codes#${authority}`;

export const codeKey = (authority: string, list: string, code: string): ItemKey => ({
  pk: codesPartition(authority),
  sk: `${list}#${code}`,
});

/** What an authority's pseudonyms are made with. */
export const pseudonymKeyKey = (authority: string): ItemKey => ({
  pk: `pseudonym-key#${authority}`,
  sk: 'key',
});

/** A signal is read by its id, which says nothing of whose it is, and listed for its authority. */
export const signalKey = (signalId: string): ItemKey => ({
  pk: `signal#${signalId}`,
  sk: 'signal',
});

/** Where the signals of an authority stand by the week in which they were last found. */
export const signalsPartition = (authority: string): string => `signals#${authority}`;
export const signalsFrom = (week: string): string => `signal#${week}#`;

export const signalListingKey = (
  authority: string,
  lastWeek: string,
  signalId: string,
): ItemKey => ({
  pk: signalsPartition(authority),
  sk: `${signalsFrom(lastWeek)}${signalId}`,
});

/** The detection runs of an authority, one a day. */
export const detectionPartition = (authority: string): string => `detection#${authority}`;

export const detectionKey = (authority: string, day: string): ItemKey => ({
  pk: detectionPartition(authority),
  sk: day,
});

/** The releases of an authority in the order in which they were made, after a head that counts them. */
export const releasesPartition = (authority: string): string => `releases#${authority}`;
export const RELEASES_HEAD = 'head';

export const releasesHeadKey = (authority: string): ItemKey => ({
  pk: releasesPartition(authority),
  sk: RELEASES_HEAD,
});

/** `number`: counted from 1 within the authority. */
export const releaseListingKey = (authority: string, number: number): ItemKey => ({
  pk: releasesPartition(authority),
  sk: `release#${String(number).padStart(6, '0')}`,
});

/** A release as it is shown, */
export const releaseKey = (releaseId: string): ItemKey => ({
  pk: `release#${releaseId}`,
  sk: 'release',
});

/** and where no view looks, what was counted for it. */
export const releaseCountsKey = (releaseId: string): ItemKey => ({
  pk: `release-counts#${releaseId}`,
  sk: 'counts',
});
