import type { Area, Evidence } from './evidence.ts';
import { OUTSIDE, UNKNOWN_LOCALITY } from '../directory/authority.ts';

/**
 * In whose picture evidence stands: that of the locality where the place lies, whichever authority of ours it belongs
 * to; else that of the child's locality. What lies in no area of ours, or nobody knows where, stays with the authority
 * whose child it is.
 */
export const whereItCounts = ({
  owner,
  placeArea,
  childArea,
}: Pick<Evidence, 'owner' | 'placeArea' | 'childArea'>): Area => {
  if (placeArea === 'outside') return { authority: owner, locality: OUTSIDE };
  return placeArea ?? childArea ?? { authority: owner, locality: UNKNOWN_LOCALITY };
};
