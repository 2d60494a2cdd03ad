import { FaultError } from '../kernel/fault-error.ts';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export type Item = ItemKey & Readonly<Record<string, unknown>>;

export type TableWrite =
  | {
      readonly put: Item;
      /** Writes nothing unless the item is absent, or has this version now. */
      readonly onlyIf?: 'absent' | { readonly version: number };
    }
  | {
      readonly remove: ItemKey;
      /** Writes nothing unless the item has this version now. */
      readonly onlyIf?: { readonly version: number };
    };

/**
 * `refused`: a condition did not hold, with the position of the first one and the item that is
 * stored. `contended`: another transaction was writing the same items. In both cases nothing is
 * written.
 */
export type TransactOutcome =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'refused'; readonly position: number; readonly existing: Item | null }
  | { readonly outcome: 'contended' };

export interface TableIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

export interface IndexRange {
  readonly index: TableIndex;
  readonly partition: string;
  readonly from: string;
  readonly to: string;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

export interface PartitionPart {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

/** An index holds keys only and may lag behind the table, so rules use the item, not the index. */
export interface IndexEntry {
  readonly key: ItemKey;
  readonly sortValue: string;
}

/**
 * Every read of items is consistent and complete: it follows pages and requests unprocessed keys
 * again. Ranges include both ends and are ascending.
 */
export interface Table {
  get(key: ItemKey): Promise<Item | null>;
  /** In the order of the keys, without those that do not exist. */
  getMany(keys: readonly ItemKey[]): Promise<readonly Item[]>;
  readPartition(pk: string, from: string, to: string): Promise<readonly Item[]>;
  readPart(part: PartitionPart): Promise<readonly Item[]>;
  readIndex(range: IndexRange): Promise<readonly IndexEntry[]>;
  transact(writes: readonly TableWrite[]): Promise<TransactOutcome>;
  /** Does nothing when the item no longer exists. */
  amend(
    key: ItemKey,
    set: Readonly<Record<string, string>>,
    remove: readonly string[],
  ): Promise<void>;
}

/** DynamoDB's limit for one transaction. */
export const MOST_WRITES = 100;

/** Throws when one transaction cannot hold them. */
export const requireRoom = (writes: readonly TableWrite[]): readonly TableWrite[] => {
  if (writes.length <= MOST_WRITES) return writes;
  throw new FaultError('too-much-at-once', 'One transaction cannot hold these writes.');
};

export const LAST = '\u{10FFFF}';
