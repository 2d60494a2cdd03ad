import { type Code, findCode } from '../../directory/code-list.ts';
import type { CellCounts } from '../../themes/cell.ts';
import type { Evidence } from '../../themes/evidence.ts';
import { hotPlaces } from '../../themes/hotspots.ts';
import { labelOf } from './picture-lines.ts';

/** As many as a meeting can talk about. */
const PLACES = 10;

/** A place of which children told; where somebody lives, only of which type it is. */
export interface PlaceLine {
  readonly name: string | null;
  readonly postcode: string | null;
  readonly placeType: string | null;
  readonly label: string;
  readonly counts: CellCounts;
  /** By the number of children who told of it. */
  readonly harms: readonly {
    readonly harm: string;
    readonly label: string;
    readonly children: number;
  }[];
}

/** The places that most children told of. */
export const placeLines = (
  evidence: readonly Evidence[],
  codes: readonly Code[],
): readonly PlaceLine[] => {
  const isPublicType = (type: string): boolean =>
    findCode(codes, 'place-type', type)?.publicPlace === true;
  return hotPlaces(evidence, isPublicType)
    .slice(0, PLACES)
    .map(({ name, postcode, placeType, counts, harms }) => ({
      name,
      postcode,
      placeType,
      label: placeType === null ? 'Not told' : labelOf(codes, 'place-type', placeType),
      counts,
      harms: harms.map(({ harm, children }) => ({
        harm,
        label: labelOf(codes, 'harm', harm),
        children,
      })),
    }));
};
