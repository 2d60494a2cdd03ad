import type { Authority } from '../../../shared/directory/authority.ts';
import type { Point } from '../../../shared/kernel/point.ts';
import { DEFAULT_SETTINGS } from '../../../shared/directory/settings.ts';
import { type Random, createRandom } from '../../../infra/local/demonstration/random.ts';

/** How much an authority has to detect from. */
export interface AreaSize {
  readonly name: string;
  readonly debriefsAYear: number;
  readonly localities: number;
  /** Distinct places with their own point that children disclose. */
  readonly points: number;
}

/** Norfolk has about 113 children missing a month; a county three times as busy, each task with a debrief. */
export const LARGEST_COUNTY: AreaSize = {
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
export const ENGLAND: readonly AreaSize[] = Array.from({ length: AUTHORITIES }, (_, rank) => {
  const share = (rank + 1) ** -0.6;
  return {
    name: `authority ${rank + 1}`,
    debriefsAYear: Math.round(LARGEST_COUNTY.debriefsAYear * share),
    localities: Math.max(3, Math.round(LARGEST_COUNTY.localities * share)),
    points: Math.round(LARGEST_COUNTY.points * Math.sqrt(share)),
  };
});

/** A place that children disclose. */
export interface AreaPlace {
  readonly key: string;
  readonly locality: string;
  readonly point: Point;
}

export interface Area {
  readonly size: AreaSize;
  readonly authority: Authority;
  readonly places: readonly AreaPlace[];
}

/** A degree of latitude, and of longitude at 52.6° north. */
const KM_NORTH = 111.2;

const KM_EAST = 67.5;

const createPointNear = ({ latitude, longitude }: Point, km: number, random: Random): Point => ({
  latitude: latitude + random.uniform(-km, km) / KM_NORTH,
  longitude: longitude + random.uniform(-km, km) / KM_EAST,
});

/** A county of 80 by 60 kilometres, its localities somewhere in it, and places up to 6 kilometres round their centres. */
export const createArea = (size: AreaSize): Area => {
  const random = createRandom('detection', size.name, size.localities);
  const localities = Array.from({ length: size.localities }, (_, at) => ({
    id: `locality-${at}`,
    name: `Locality ${at}`,
    postcodes: [],
    centre: {
      latitude: 52.4 + random.uniform(0, 60) / KM_NORTH,
      longitude: 0.4 + random.uniform(0, 80) / KM_EAST,
    },
  }));
  const places = Array.from({ length: size.points }, (_, at) => {
    const { id, centre } = random.pick(localities);
    return { key: `place-${at}`, locality: id, point: createPointNear(centre, 6, random) };
  });
  const code = `bench-${size.name}`;
  const common = { code, name: size.name, teams: [], people: [], settings: DEFAULT_SETTINGS };
  return { size, authority: { ...common, localities }, places };
};
