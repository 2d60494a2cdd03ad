import type { Directory } from '../directory/directory.ts';
import type { Area, Evidence } from './evidence.ts';
import { UNKNOWN_LOCALITY, OUTSIDE_LOCALITY } from '../directory/authority.ts';
import type { IntelligencePlace } from '../intelligence/item.ts';
import { findPostcodeArea } from '../directory/postcode-area.ts';
import { distanceKm } from '../kernel/distance.ts';
import type { Point } from '../kernel/point.ts';

/**
 * In whose picture evidence stands: that of the locality where the place lies, whichever authority of ours it belongs
 * to; else that of the child's locality. What lies in no area of ours, or nobody knows where, stays with the authority
 * whose child it is.
 */
export const chooseEvidenceLocality = ({
  owner,
  placeArea,
  childArea,
}: Pick<Evidence, 'owner' | 'placeArea' | 'childArea'>): Area => {
  if (placeArea === 'outside') return { authority: owner, locality: OUTSIDE_LOCALITY };
  return placeArea ?? childArea ?? { authority: owner, locality: UNKNOWN_LOCALITY };
};

/**
 * Where a place lies: by its postcode, else by its point; `outside` when neither is of ours. Null when it is not known,
 * as of a place that has only a name.
 */
export const findPlaceArea = (
  directory: Directory,
  place: IntelligencePlace | null,
): Evidence['placeArea'] => {
  if (place === null) return null;
  if (place.postcode !== null) return findPostcodeArea(directory, place.postcode) ?? 'outside';
  if (place.point !== null) return findNearestArea(directory, place.point) ?? 'outside';
  return null;
};

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
export const findNearestArea = (directory: Directory, point: Point): Area | null => {
  const [nearest] = centresOf(directory)
    .map(({ area, centre }) => ({ area, km: distanceKm(point, centre) }))
    .filter(({ km }) => km <= REACH_KM)
    .sort((a, b) => a.km - b.km || (nameOf(a.area) < nameOf(b.area) ? -1 : 1));
  return nearest?.area ?? null;
};
