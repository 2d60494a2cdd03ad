import type { ReleaseView } from '../releases/release-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { COUNTS_CANNOT_TELL } from '../themes/statistics-fields.ts';
import { readLatestReleases } from '../releases/read-releases.ts';
import type { ProfileAsked } from './profile-asked.ts';
import type { ReleaseReader } from '../releases/release-store.ts';
import type { PartnersProfile } from './locality-profile-api.ts';

/** Where what may be told to partners is read: from nowhere else. */
export interface PartnersProfilePorts {
  readonly releases: ReleaseReader;
}

/** A quarter and, if it was released, the one before. */
const RELEASES = 2;

type Figure = ReleaseView['grandTotal'];

const lineIn = (release: ReleaseView, locality: string) =>
  release.localities.find((line) => line.locality === locality);

const figureIn = (release: ReleaseView, locality: string, harm: string): Figure | null =>
  lineIn(release, locality)?.figures[release.harms.findIndex((column) => column.harm === harm)] ??
  null;

/** The columns of the latest release, then those that only an earlier one has. */
const harmsOf = (releases: readonly ReleaseView[]): ReleaseView['harms'] =>
  releases
    .flatMap(({ harms }) => harms)
    .filter(({ harm }, at, all) => all.findIndex((other) => other.harm === harm) === at);

const viewReleased = ({ releaseId, quarter, period, madeAt, threshold }: ReleaseView) => ({
  releaseId,
  quarter,
  period,
  madeAt,
  threshold,
});

/** The profile of a locality for partners: what the latest releases show of it, as they show it. */
export const readPartnersProfile = async (
  { releases: reader }: PartnersProfilePorts,
  { authority, locality }: ProfileAsked,
  now: Instant,
): Promise<PartnersProfile> => {
  const releases = await readLatestReleases({ releases: reader }, authority.code, RELEASES);
  return {
    audience: 'partners',
    authority: { code: authority.code, name: authority.name },
    locality,
    asOf: now,
    limits: COUNTS_CANNOT_TELL,
    releases: releases.map(viewReleased),
    harms: harmsOf(releases).map(({ harm, label }) => ({
      harm,
      label,
      figures: releases.map((release) => figureIn(release, locality.id, harm)),
    })),
    total: releases.map((release) => lineIn(release, locality.id)?.total ?? null),
    notes: releases[0]?.notes ?? [],
  };
};
