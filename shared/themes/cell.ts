import * as z from 'zod';
import { CONFIDENCES } from '../intelligence/item.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { type CellKey, cellKeySchema, type Evidence } from './evidence.ts';

export interface CellCounts {
  readonly items: number;
  readonly debriefs: number;
  readonly children: number;
  readonly places: number;
}

const CELL_CONFIDENCES = [...CONFIDENCES, 'not-stated'] as const;
export type CellConfidence = (typeof CELL_CONFIDENCES)[number];

const cellMembersSchema = z.object({
  items: z.number(),
  debriefs: z.array(z.string()),
  children: z.array(z.string()),
  places: z.array(z.string()),
});
/** The keys of what was counted. They do not identify anybody outside this service. */
export type CellMembers = Immutable<z.infer<typeof cellMembersSchema>>;

/** Stores whom it counts, so that a child in several weeks, themes or confidences can be counted once in a total. */
export const cellSchema = cellKeySchema.extend({
  ...cellMembersSchema.shape,
  byConfidence: z.partialRecord(z.enum(CELL_CONFIDENCES), cellMembersSchema),
});
export type Cell = CellKey &
  CellMembers & {
    readonly byConfidence: Readonly<Partial<Record<CellConfidence, CellMembers>>>;
  };

const sortDistinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

export const collectMembers = (evidence: readonly Evidence[]): CellMembers => ({
  items: evidence.length,
  debriefs: sortDistinct(evidence.map(({ debriefId }) => debriefId)),
  children: sortDistinct(evidence.map(({ childKey }) => childKey)),
  places: sortDistinct(evidence.flatMap(({ item }) => item?.place?.key ?? [])),
});

const findConfidence = ({ item }: Evidence): CellConfidence => item?.confidence ?? 'not-stated';

/** Counts a cell from its evidence; null without evidence (decision 0017: never incremented). */
export const countCell = (
  { authority, locality, week, theme }: CellKey,
  evidence: readonly Evidence[],
): Cell | null => {
  if (evidence.length === 0) return null;
  const byConfidence = Object.fromEntries(
    CELL_CONFIDENCES.flatMap((confidence) => {
      const alike = evidence.filter((one) => findConfidence(one) === confidence);
      return alike.length === 0 ? [] : [[confidence, collectMembers(alike)]];
    }),
  );
  const key = { authority, locality, week, theme };
  return { ...key, ...collectMembers(evidence), byConfidence };
};

/** Counts over several cells: a child, debrief or place in more than one of them is counted once. */
export const countDistinct = (cells: readonly CellMembers[]): CellCounts => ({
  items: cells.reduce((sum, { items }) => sum + items, 0),
  debriefs: sortDistinct(cells.flatMap(({ debriefs }) => debriefs)).length,
  children: sortDistinct(cells.flatMap(({ children }) => children)).length,
  places: sortDistinct(cells.flatMap(({ places }) => places)).length,
});
