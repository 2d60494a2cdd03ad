import { CONFIDENCES, type Confidence } from '../intelligence/item.ts';
import type { CellKey, Evidence } from './evidence.ts';

/** How many; children and places are counted once each. */
export interface CellCounts {
  readonly items: number;
  readonly debriefs: number;
  readonly children: number;
  readonly places: number;
}

/** Push and pull factors have no confidence. */
export type CellConfidence = Confidence | 'not-stated';

/** Whom and what was counted, by keys that say nothing of who they are. */
export interface CellMembers {
  readonly items: number;
  readonly debriefs: readonly string[];
  readonly children: readonly string[];
  readonly places: readonly string[];
}

/**
 * The count of one authority, locality, theme and week. It holds its members: so children can be counted once over
 * several weeks or themes, of each confidence too.
 */
export interface Cell extends CellKey, CellMembers {
  readonly byConfidence: Readonly<Partial<Record<CellConfidence, CellMembers>>>;
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/** What some evidence counts, whatever cells it stands in. */
export const collectMembers = (evidence: readonly Evidence[]): CellMembers => ({
  items: evidence.length,
  debriefs: distinct(evidence.map(({ debriefId }) => debriefId)),
  children: distinct(evidence.map(({ childKey }) => childKey)),
  places: distinct(evidence.flatMap(({ item }) => item?.place?.key ?? [])),
});

const confidenceOf = ({ item }: Evidence): CellConfidence => item?.confidence ?? 'not-stated';

/** Counts all evidence of a cell anew; null when there is none, as if there had never been any. */
export const countCell = (
  { authority, locality, week, theme }: CellKey,
  evidence: readonly Evidence[],
): Cell | null => {
  if (evidence.length === 0) return null;
  const byConfidence = Object.fromEntries(
    [...CONFIDENCES, 'not-stated' as const].flatMap((confidence) => {
      const alike = evidence.filter((one) => confidenceOf(one) === confidence);
      return alike.length === 0 ? [] : [[confidence, collectMembers(alike)]];
    }),
  );
  const key = { authority, locality, week, theme };
  return { ...key, ...collectMembers(evidence), byConfidence };
};

/** Counts over several cells, or their members: a child or place that stands in more than one is counted once. */
export const countDistinct = (cells: readonly CellMembers[]): CellCounts => ({
  items: cells.reduce((sum, { items }) => sum + items, 0),
  debriefs: distinct(cells.flatMap(({ debriefs }) => debriefs)).length,
  children: distinct(cells.flatMap(({ children }) => children)).length,
  places: distinct(cells.flatMap(({ places }) => places)).length,
});
