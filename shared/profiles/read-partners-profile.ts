import type { ReleaseView } from '../releases/release-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { COUNTS_LIMITATIONS } from '../themes/statistics-fields.ts';
import { readLatestReleases } from '../releases/read-releases.ts';
import type { ProfileRequest } from './parse-profile-query.ts';
import type { ReleaseReader } from '../releases/release-store.ts';
import type { PartnersProfile } from './locality-profile-api.ts';

/** Releases only, so that nothing else can be shown to partners. */
export interface PartnersProfileDependencies {
  readonly releases: ReleaseReader;
}

const RELEASES = 2;

type Figure = ReleaseView['grandTotal'];

const findRow = (release: ReleaseView, locality: string) =>
  release.localities.find((line) => line.locality === locality);

const findFigure = (release: ReleaseView, locality: string, harm: string): Figure | null =>
  findRow(release, locality)?.figures[release.harms.findIndex((column) => column.harm === harm)] ??
  null;

const listHarms = (releases: readonly ReleaseView[]): ReleaseView['harms'] =>
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

export const readPartnersProfile = async (
  { releases: reader }: PartnersProfileDependencies,
  { authority, locality }: ProfileRequest,
  now: Instant,
): Promise<PartnersProfile> => {
  const releases = await readLatestReleases({ releases: reader }, authority.code, RELEASES);
  return {
    audience: 'partners',
    authority: { code: authority.code, name: authority.name },
    locality,
    asOf: now,
    limits: COUNTS_LIMITATIONS,
    releases: releases.map(viewReleased),
    harms: listHarms(releases).map(({ harm, label }) => ({
      harm,
      label,
      figures: releases.map((release) => findFigure(release, locality.id, harm)),
    })),
    total: releases.map((release) => findRow(release, locality.id)?.total ?? null),
    notes: releases[0]?.notes ?? [],
  };
};
