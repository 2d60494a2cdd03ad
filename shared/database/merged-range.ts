import type { IndexEntry, IndexRange, Table, TableIndex } from './table.ts';

/** A range of several partitions of one index, read as one list after the sort value `after`. */
export interface MergedRange {
  readonly index: TableIndex;
  readonly partitions: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly order: IndexRange['order'];
  readonly after: string | null;
  readonly limit: number;
}

const compareInOrder =
  (order: IndexRange['order']) =>
  (a: IndexEntry, b: IndexEntry): number => {
    const ascending = a.sortValue < b.sortValue ? -1 : a.sortValue > b.sortValue ? 1 : 0;
    return order === 'ascending' ? ascending : -ascending;
  };

const chooseRange = ({ from, to, order, after }: MergedRange): { from: string; to: string } => {
  if (after === null) return { from, to };
  return order === 'ascending' ? { from: after, to } : { from, to: after };
};

/**
 * The first entries of all partitions together. Sort values end in an id, so they differ unless the
 * same thing is listed in two partitions: that is returned once. The last sort value is therefore
 * enough to continue after.
 */
export const readMergedRange = async (
  table: Table,
  range: MergedRange,
): Promise<readonly IndexEntry[]> => {
  const { index, order } = range;
  const part = { index, order, ...chooseRange(range), limit: range.limit + 1 };
  const lists = await Promise.all(
    range.partitions.map((partition) => table.readIndex({ ...part, partition })),
  );
  const distinct = new Map(lists.flat().map((entry) => [entry.sortValue, entry]));
  return [...distinct.values()]
    .filter(({ sortValue }) => sortValue !== range.after)
    .sort(compareInOrder(order))
    .slice(0, range.limit);
};
