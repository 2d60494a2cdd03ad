import type { Authority } from '../../../shared/directory/authority.ts';
import type { PictureSize } from './picture-size.ts';
import type { Point } from '../../../shared/kernel/point.ts';
import { DEFAULT_SETTINGS } from '../../../shared/directory/settings.ts';
import { type Random, createRandom } from '../../../infra/local/demonstration/random.ts';

/** A place of which children tell. */
export interface InventedPlace {
  readonly key: string;
  readonly locality: string;
  readonly point: Point;
}

export interface InventedArea {
  readonly size: PictureSize;
  readonly authority: Authority;
  readonly places: readonly InventedPlace[];
}

/** A degree of latitude, and of longitude at 52.6° north. */
const KM_NORTH = 111.2;
const KM_EAST = 67.5;

const around = ({ latitude, longitude }: Point, km: number, chance: Random): Point => ({
  latitude: latitude + chance.uniform(-km, km) / KM_NORTH,
  longitude: longitude + chance.uniform(-km, km) / KM_EAST,
});

/** A county of 80 by 60 kilometres, its localities somewhere in it, and places up to 6 kilometres round their centres. */
export const inventArea = (size: PictureSize): InventedArea => {
  const chance = createRandom('detection', size.name, size.localities);
  const localities = Array.from({ length: size.localities }, (_, at) => ({
    id: `locality-${at}`,
    name: `Locality ${at}`,
    postcodes: [],
    centre: {
      latitude: 52.4 + chance.uniform(0, 60) / KM_NORTH,
      longitude: 0.4 + chance.uniform(0, 80) / KM_EAST,
    },
  }));
  const places = Array.from({ length: size.points }, (_, at) => {
    const { id, centre } = chance.pick(localities);
    return { key: `place-${at}`, locality: id, point: around(centre, 6, chance) };
  });
  const code = `bench-${size.name}`;
  const common = { code, name: size.name, teams: [], people: [], settings: DEFAULT_SETTINGS };
  return { size, authority: { ...common, localities }, places };
};
