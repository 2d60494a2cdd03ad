import type { Instant } from '../../../../shared/kernel/instant.ts';
import { NORFOLK } from '../county.ts';
import { drawPlaces, type ToldPlace } from '../places.ts';
import type { WorkSubject } from './drawing.ts';
import { plantPatterns } from './planted-patterns.ts';

/** What the children of an authority tell of: its places, the same as in the messages of its police, and what emerges. */
export const describeSurroundings = (
  seed: number,
  present: Instant,
): ((authority: string) => WorkSubject['around']) => {
  const patterns = plantPatterns(present);
  const areas = [NORFOLK, ...NORFOLK.exchanges];
  const placesOf = new Map<string, readonly ToldPlace[]>(
    areas.map((area) => [area.authority, drawPlaces(seed, area)]),
  );
  return (authority) => ({ authority, places: placesOf.get(authority) ?? [], patterns });
};
