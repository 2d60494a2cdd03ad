import type {
  IndexEntry,
  IndexRange,
  Item,
  ItemKey,
  Table,
  TableWrite,
  TransactOutcome,
} from './table.ts';

const formatKey = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isConditionMet = (write: TableWrite, existing: Item | undefined): boolean => {
  if (!('put' in write) || write.onlyIf === undefined) return true;
  if (write.onlyIf === 'absent') return existing === undefined;
  return existing?.['version'] === write.onlyIf.version;
};

const readEntry = (item: Item, range: IndexRange): readonly IndexEntry[] => {
  const sortValue = item[range.index.sortKey];
  if (item[range.index.partitionKey] !== range.partition || typeof sortValue !== 'string')
    return [];
  if (sortValue < range.from || sortValue > range.to) return [];
  return [{ key: { pk: item.pk, sk: item.sk }, sortValue }];
};

type Items = Map<string, Item>;

const copy = <T>(value: T): T => structuredClone(value);

const transact = (items: Items, writes: readonly TableWrite[]): TransactOutcome => {
  for (const [position, write] of writes.entries()) {
    const existing = items.get(formatKey('put' in write ? write.put : write.remove));
    if (!isConditionMet(write, existing)) {
      return { outcome: 'refused', position, existing: copy(existing ?? null) };
    }
  }
  for (const write of writes) {
    if ('put' in write) items.set(formatKey(write.put), copy(write.put));
    else items.delete(formatKey(write.remove));
  }
  return { outcome: 'written' };
};

const readIndex = (items: Items, range: IndexRange): readonly IndexEntry[] => {
  const entries = [...items.values()]
    .flatMap((item) => readEntry(item, range))
    .sort(
      (a, b) => compare(a.sortValue, b.sortValue) || compare(formatKey(a.key), formatKey(b.key)),
    );
  return (range.order === 'ascending' ? entries : entries.reverse()).slice(0, range.limit);
};

const readPartition = (items: Items, pk: string, from: string, to: string): readonly Item[] =>
  [...items.values()]
    .filter((item) => item.pk === pk && item.sk >= from && item.sk <= to)
    .sort((a, b) => compare(a.sk, b.sk))
    .map(copy);

const amend: (items: Items, ...change: Parameters<Table['amend']>) => void = (
  items,
  key,
  set,
  remove,
) => {
  const existing = items.get(formatKey(key));
  if (existing === undefined) return;
  const kept = Object.entries(existing).filter(([name]) => !remove.includes(name));
  items.set(formatKey(key), { ...Object.fromEntries(kept), ...set, pk: key.pk, sk: key.sk });
};

/** Keeps the rules of the DynamoDB table and passes the same contract suite. */
export const createMemoryTable = (): Table => {
  const items: Items = new Map();
  const find = (key: ItemKey): Item | null => copy(items.get(formatKey(key)) ?? null);
  return {
    get: (key) => Promise.resolve(find(key)),
    getMany: (keys) => Promise.resolve(keys.flatMap((key) => find(key) ?? [])),
    readPartition: (pk, from, to) => Promise.resolve(readPartition(items, pk, from, to)),
    readPart: ({ pk, from, to, order, limit }) => {
      const all = readPartition(items, pk, from, to);
      return Promise.resolve((order === 'ascending' ? all : all.toReversed()).slice(0, limit));
    },
    readIndex: (range) => Promise.resolve(readIndex(items, range)),
    transact: (writes) => Promise.resolve(transact(items, writes)),
    amend: (...change) => {
      amend(items, ...change);
      return Promise.resolve();
    },
  };
};
