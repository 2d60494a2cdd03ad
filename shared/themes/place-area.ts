import type { Directory } from '../directory/authority.ts';
import type { IntelligencePlace } from '../intelligence/item.ts';
import { findPostcodeArea } from '../directory/postcode-area.ts';
import type { Evidence } from './evidence.ts';
import { nearestArea } from './nearest-area.ts';

/**
 * Where a place lies: by its postcode, else by its point; `outside` when neither is of ours. Null when it is not known,
 * as of a place that has only a name.
 */
export const placeAreaOf = (
  directory: Directory,
  place: IntelligencePlace | null,
): Evidence['placeArea'] => {
  if (place === null) return null;
  if (place.postcode !== null) return findPostcodeArea(directory, place.postcode) ?? 'outside';
  if (place.point !== null) return nearestArea(directory, place.point) ?? 'outside';
  return null;
};
