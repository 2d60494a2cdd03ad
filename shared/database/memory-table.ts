import { FaultError } from '../kernel/fault-error.ts';
import {
  type IndexEntry,
  type IndexRange,
  type Item,
  type ItemKey,
  MOST_WRITES,
  type PartitionPart,
  type Table,
  type TableIndex,
  type TableWrite,
  type TransactOutcome,
} from './table.ts';

/** A written item before and after, as DynamoDB's stream of new and old images gives it; null when there is none. */
export interface TableChange {
  readonly key: ItemKey;
  readonly before: Item | null;
  readonly after: Item | null;
}

interface Sorted<T> {
  /** Unique, and in order. */
  readonly keys: string[];
  readonly values: T[];
}

const createSorted = <T>(): Sorted<T> => ({ keys: [], values: [] });

/** Position of the first key that is not less than this one. */
const findPosition = (keys: readonly string[], key: string): number => {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
};

const putSorted = <T>({ keys, values }: Sorted<T>, key: string, value: T): void => {
  const position = findPosition(keys, key);
  const isThere = keys[position] === key;
  keys.splice(position, isThere ? 1 : 0, key);
  values.splice(position, isThere ? 1 : 0, value);
};

const removeSorted = <T>({ keys, values }: Sorted<T>, key: string): void => {
  const position = findPosition(keys, key);
  if (keys[position] !== key) return;
  keys.splice(position, 1);
  values.splice(position, 1);
};

const getSorted = <T>({ keys, values }: Sorted<T>, key: string): T | undefined => {
  const position = findPosition(keys, key);
  return keys[position] === key ? values[position] : undefined;
};

/** From both ends of the range inwards, at most so many from the end that the order begins with. */
const sliceSorted = <T>(
  { keys, values }: Sorted<T>,
  { from, to, order, limit }: Pick<IndexRange, 'from' | 'to' | 'order' | 'limit'>,
): readonly T[] => {
  const start = findPosition(keys, from);
  const end =
    keys[findPosition(keys, to)] === to ? findPosition(keys, to) + 1 : findPosition(keys, to);
  return order === 'ascending'
    ? values.slice(start, Math.min(end, start + limit))
    : values.slice(Math.max(start, end - limit), Math.max(start, end)).toReversed();
};

type Partitions<T> = Map<string, Sorted<T>>;

const openPartition = <T>(partitions: Partitions<T>, name: string): Sorted<T> => {
  const partition = partitions.get(name) ?? createSorted<T>();
  partitions.set(name, partition);
  return partition;
};

/** Less than any character of a key, so that entries sort by value first, then by the item's key. */
const SEPARATOR = '\u0000';

const writeIndexEntry = (
  { partitionKey, sortKey }: TableIndex,
  partitions: Partitions<IndexEntry>,
  item: Item | null,
  isPut: boolean,
): void => {
  if (item === null) return;
  const [partition, sortValue] = [item[partitionKey], item[sortKey]];
  if (typeof partition !== 'string' || typeof sortValue !== 'string') return;
  const { pk, sk } = item;
  const entryKey = [sortValue, pk, sk].join(SEPARATOR);
  if (isPut)
    putSorted(openPartition(partitions, partition), entryKey, { key: { pk, sk }, sortValue });
  else removeSorted(openPartition(partitions, partition), entryKey);
};

interface Contents {
  readonly items: Partitions<Item>;
  /** An index is built when it is first read, and kept up to date from then on. */
  readonly indexes: Map<
    string,
    { readonly index: TableIndex; readonly partitions: Partitions<IndexEntry> }
  >;
  readonly onChange: (change: TableChange) => void;
}

const findItem = ({ items }: Contents, { pk, sk }: ItemKey): Item | null => {
  const partition = items.get(pk);
  return partition === undefined ? null : (getSorted(partition, sk) ?? null);
};

const copyAny = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyAny);
  if (typeof value !== 'object' || value === null) return value;
  const copied: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) copied[name] = copyAny(member);
  return copied;
};

/** Items are what JSON can hold: copied so, several times faster than by structuredClone. */
const copy = <T>(value: T): T => copyAny(value) as T;

const writeItem = (contents: Contents, { pk, sk }: ItemKey, after: Item | null): void => {
  const before = findItem(contents, { pk, sk });
  if (after === null) removeSorted(openPartition(contents.items, pk), sk);
  else putSorted(openPartition(contents.items, pk), sk, after);
  for (const { index, partitions } of contents.indexes.values()) {
    writeIndexEntry(index, partitions, before, false);
    writeIndexEntry(index, partitions, after, true);
  }
  if (before !== null || after !== null) contents.onChange({ key: { pk, sk }, before, after });
};

const openIndex = (contents: Contents, index: TableIndex): Partitions<IndexEntry> => {
  const known = contents.indexes.get(index.name);
  if (known !== undefined) return known.partitions;
  const partitions: Partitions<IndexEntry> = new Map();
  for (const { values } of contents.items.values()) {
    for (const item of values) writeIndexEntry(index, partitions, item, true);
  }
  contents.indexes.set(index.name, { index, partitions });
  return partitions;
};

const isAllowed = (write: TableWrite, existing: Item | null): boolean => {
  if (write.onlyIf === undefined) return true;
  if (write.onlyIf === 'absent') return existing === null;
  return existing?.['version'] === write.onlyIf.version;
};

/** DynamoDB refuses a transaction that names an item twice, or more items than it can hold. */
const isPossible = (writes: readonly TableWrite[]): boolean => {
  const keys = writes.map((write) => ('put' in write ? write.put : write.remove));
  const named = new Set(keys.map(({ pk, sk }) => [pk, sk].join(SEPARATOR)));
  return named.size === writes.length && writes.length <= MOST_WRITES;
};

const transact = (contents: Contents, writes: readonly TableWrite[]): TransactOutcome => {
  for (const [position, write] of writes.entries()) {
    const existing = findItem(contents, 'put' in write ? write.put : write.remove);
    if (!isAllowed(write, existing)) {
      return { outcome: 'refused', position, existing: copy(existing) };
    }
  }
  for (const write of writes) {
    if ('put' in write) writeItem(contents, write.put, copy(write.put));
    else writeItem(contents, write.remove, null);
  }
  return { outcome: 'written' };
};

const amend = (contents: Contents, ...[key, set, remove]: Parameters<Table['amend']>): void => {
  const existing = findItem(contents, key);
  if (existing === null) return;
  const kept = Object.entries(existing).filter(([name]) => !remove.includes(name));
  writeItem(contents, key, { ...Object.fromEntries(kept), ...set, pk: key.pk, sk: key.sk });
};

const readPart = (contents: Contents, { pk, ...range }: PartitionPart): readonly Item[] => {
  const partition = contents.items.get(pk);
  return partition === undefined ? [] : sliceSorted(partition, range).map(copy);
};

const readIndex = (contents: Contents, range: IndexRange): readonly IndexEntry[] => {
  const partition = openIndex(contents, range.index).get(range.partition);
  if (partition === undefined) return [];
  const { from, to, order, limit } = range;
  const upTo = `${to}${SEPARATOR}\u{10FFFF}`;
  return sliceSorted(partition, { from, to: upTo, order, limit });
};

export interface MemoryTable extends Table {
  /** Every item as it is stored, in no promised order. */
  listItems(): readonly Item[];
}

/**
 * Keeps the rules of the DynamoDB table and passes the same contract suite. `onChange` gets each written item in the
 * order of the writes, as the table's stream would.
 */
export const createMemoryTable = (
  onChange: (change: TableChange) => void = () => undefined,
): MemoryTable => {
  const contents: Contents = { items: new Map(), indexes: new Map(), onChange };
  return {
    get: (key) => Promise.resolve(copy(findItem(contents, key))),
    getMany: (keys) => Promise.resolve(keys.flatMap((key) => copy(findItem(contents, key)) ?? [])),
    readPartition: (pk, from, to) =>
      Promise.resolve(readPart(contents, { pk, from, to, order: 'ascending', limit: Infinity })),
    readPart: (part) => Promise.resolve(readPart(contents, part)),
    readIndex: (range) => Promise.resolve(readIndex(contents, range)),
    transact: (writes) =>
      isPossible(writes)
        ? Promise.resolve(transact(contents, writes))
        : Promise.reject(new FaultError('refused-by-aws', 'A transaction that cannot be.')),
    amend: (...change) => {
      amend(contents, ...change);
      return Promise.resolve();
    },
    listItems: () => [...contents.items.values()].flatMap(({ values }) => values),
  };
};
