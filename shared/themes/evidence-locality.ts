import type { Directory } from '../directory/directory.ts';
import type { Area, Evidence } from './evidence.ts';
import { UNKNOWN_LOCALITY, OUTSIDE_LOCALITY } from '../directory/authority.ts';
import type { IntelligencePlace } from '../intelligence/item.ts';
import { findPostcodeArea } from '../directory/postcode-area.ts';
import { type Point, measureKm } from '../kernel/point.ts';

/**
 * The locality where the place is, in whichever of our authorities; else the child's locality. Evidence outside our
 * areas or without a known place is counted for the child's authority.
 */
export const chooseEvidenceLocality = ({
  owner,
  placeArea,
  childArea,
}: Pick<Evidence, 'owner' | 'placeArea' | 'childArea'>): Area => {
  if (placeArea === 'outside') return { authority: owner, locality: OUTSIDE_LOCALITY };
  return placeArea ?? childArea ?? { authority: owner, locality: UNKNOWN_LOCALITY };
};

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
 * A point further from every centre than this is outside our areas. It is larger than the radius of any locality, so a
 * point just across the border may be counted in the nearest locality (house rule).
 */
export const REACH_KM = 25;

const listCentres = ({ authorities }: Directory): readonly { area: Area; centre: Point }[] =>
  authorities.flatMap(({ code, localities }) =>
    localities.flatMap(({ id, centre }) =>
      centre === undefined ? [] : [{ area: { authority: code, locality: id }, centre }],
    ),
  );

const formatArea = ({ authority, locality }: Area): string => `${authority}/${locality}`;

/** Equally near localities are ordered by id; null when out of reach. */
export const findNearestArea = (directory: Directory, point: Point): Area | null => {
  const [nearest] = listCentres(directory)
    .map(({ area, centre }) => ({ area, km: measureKm(point, centre) }))
    .filter(({ km }) => km <= REACH_KM)
    .sort((a, b) => a.km - b.km || (formatArea(a.area) < formatArea(b.area) ? -1 : 1));
  return nearest?.area ?? null;
};
