import { hash } from '../kernel/hash.ts';
import type { IntelligencePlace } from './item.ts';
import { normalWord } from './normal-word.ts';
import type { Point } from '../kernel/point.ts';

/** In thousandths of a degree: in England about 110 metres to the north and 65 to the east. */
const about = ({ latitude, longitude }: Point): string =>
  `${Math.round(latitude * 1000)},${Math.round(longitude * 1000)}`;

/**
 * By which the same place is known again: where it is (the postcode, else the point to about 100 metres) and what
 * everybody calls it. Null for a place that is only described: then the words themselves are all there is.
 */
export const placeKeyOf = ({
  name,
  postcode,
  point,
}: Omit<IntelligencePlace, 'key'>): string | null => {
  const where = postcode ?? (point === null ? null : about(point));
  if (where === null && name === null) return null;
  return `pl-${hash('place', where ?? '', name === null ? '' : normalWord(name))}`;
};
