import { CORE_TABLE } from '../../../shared/platform/names.ts';
import type { Item } from '../../../shared/database/table.ts';
import type { ReportedCapacity } from './consumed.ts';
import { measureItem } from './item-size.ts';

/** One item before and after a transaction; null where it is not there. */
export interface ItemChange {
  readonly before: Item | null;
  readonly after: Item | null;
}

const KILOBYTE = 1024;

/**
 * AWS charges a transaction two writes for each item, and its indexes as outside a transaction
 * (measured on AWS by github.com/nubo-db/dynoxide, pull request 188).
 */
const WRITES_IN_TRANSACTION = 2;

const toUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / KILOBYTE));

const chargeTable = ({ before, after }: ItemChange): number => {
  const sizes = [before, after].map((item) => (item === null ? 0 : measureItem(item)));
  return WRITES_IN_TRANSACTION * toUnits(Math.max(...sizes));
};

type Index = (typeof CORE_TABLE.indexes)[keyof typeof CORE_TABLE.indexes];

/** The entry that an index of keys holds for an item, or null: the indexes are sparse. */
const readEntry = (item: Item | null, { partitionKey, sortKey }: Index): Item | null => {
  if (item?.[partitionKey] === undefined || item[sortKey] === undefined) return null;
  return {
    pk: item.pk,
    sk: item.sk,
    [partitionKey]: item[partitionKey],
    [sortKey]: item[sortKey],
  };
};

/** An entry that stays costs nothing; one whose keys change is removed and written. */
const chargeIndex = ({ before, after }: ItemChange, index: Index): number => {
  const old = readEntry(before, index);
  const next = readEntry(after, index);
  const same = old?.[index.partitionKey] === next?.[index.partitionKey];
  if (same && old?.[index.sortKey] === next?.[index.sortKey]) return 0;
  return [old, next].reduce(
    (units, entry) => units + (entry === null ? 0 : toUnits(measureItem(entry))),
    0,
  );
};

/** What AWS charges for a transaction that makes these changes. Only the core table has indexes. */
export const chargeTransaction = (changes: readonly ItemChange[]): ReportedCapacity => {
  const indexes = Object.values(CORE_TABLE.indexes);
  return changes.reduce(
    (all, change) => ({
      table: all.table + chargeTable(change),
      indexes: indexes.reduce((units, index) => units + chargeIndex(change, index), all.indexes),
    }),
    { table: 0, indexes: 0 },
  );
};
