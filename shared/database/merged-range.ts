import type { IndexEntry, IndexRange, Table, TableIndex } from './table.ts';

/** A stretch of several partitions of one index, to be read as one list. */
export interface MergedRange {
  readonly index: TableIndex;
  readonly partitions: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly order: IndexRange['order'];
  /** Read on after this sort value; null from the start. */
  readonly after: string | null;
  readonly limit: number;
}

const inOrder =
  (order: IndexRange['order']) =>
  (a: IndexEntry, b: IndexEntry): number => {
    const ascending = a.sortValue < b.sortValue ? -1 : a.sortValue > b.sortValue ? 1 : 0;
    return order === 'ascending' ? ascending : -ascending;
  };

const startAfter = ({ from, to, order, after }: MergedRange): { from: string; to: string } => {
  if (after === null) return { from, to };
  return order === 'ascending' ? { from: after, to } : { from, to: after };
};

/**
 * The first entries of all partitions together. Sort values end in an id, so they are distinct but
 * for the same thing listed in two partitions, which is given once; and the last one given is
 * enough to read on after.
 */
export const readMergedRange = async (
  table: Table,
  range: MergedRange,
): Promise<readonly IndexEntry[]> => {
  const { index, order } = range;
  const stretch = { index, order, ...startAfter(range), limit: range.limit + 1 };
  const lists = await Promise.all(
    range.partitions.map((partition) => table.readIndex({ ...stretch, partition })),
  );
  const distinct = new Map(lists.flat().map((entry) => [entry.sortValue, entry]));
  return [...distinct.values()]
    .filter(({ sortValue }) => sortValue !== range.after)
    .sort(inOrder(order))
    .slice(0, range.limit);
};
