import type { Directory } from '../directory/authority.ts';
import { distanceKm } from '../kernel/distance.ts';
import type { Area } from './evidence.ts';
import type { Point } from '../kernel/point.ts';

/**
 * Farther from every centre of ours than this, a point lies in no area of ours. Larger than any locality's radius, so
 * that nothing of ours is lost; a point just over the border may count in the locality beside it.
 */
export const REACH_KM = 25;

const centresOf = ({ authorities }: Directory): readonly { area: Area; centre: Point }[] =>
  authorities.flatMap(({ code, localities }) =>
    localities.flatMap(({ id, centre }) =>
      centre === undefined ? [] : [{ area: { authority: code, locality: id }, centre }],
    ),
  );

const nameOf = ({ authority, locality }: Area): string => `${authority}/${locality}`;

/** The locality whose centre is nearest to a point; of equally near ones the first by name; null out of reach. */
export const nearestArea = (directory: Directory, point: Point): Area | null => {
  const [nearest] = centresOf(directory)
    .map(({ area, centre }) => ({ area, km: distanceKm(point, centre) }))
    .filter(({ km }) => km <= REACH_KM)
    .sort((a, b) => a.km - b.km || (nameOf(a.area) < nameOf(b.area) ? -1 : 1));
  return nearest?.area ?? null;
};
