/** How large an authority's picture is. */
export interface PictureSize {
  readonly name: string;
  readonly debriefsAYear: number;
  readonly localities: number;
  /** Distinct places with a point of their own, of which anybody tells. */
  readonly points: number;
}

/** Norfolk has about 113 children missing a month; a county three times as busy, each task with a debrief. */
export const LARGEST_COUNTY: PictureSize = {
  name: 'largest county',
  debriefsAYear: 4_000,
  localities: 12,
  points: 300,
};

const AUTHORITIES = 150;

/**
 * England: sizes fall with rank, so that the 150 authorities have some 70,000 debriefs a year together, and the
 * smallest has as many as a small borough: about four a week.
 */
export const ENGLAND: readonly PictureSize[] = Array.from({ length: AUTHORITIES }, (_, rank) => {
  const share = (rank + 1) ** -0.6;
  return {
    name: `authority ${rank + 1}`,
    debriefsAYear: Math.round(LARGEST_COUNTY.debriefsAYear * share),
    localities: Math.max(3, Math.round(LARGEST_COUNTY.localities * share)),
    points: Math.round(LARGEST_COUNTY.points * Math.sqrt(share)),
  };
});
