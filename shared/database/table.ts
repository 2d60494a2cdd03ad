/** The primary key of an item. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** An item of the core table; what else it holds is checked by whoever reads it. */
export type Item = ItemKey & Readonly<Record<string, unknown>>;

/** One part of a transaction. */
export type TableWrite =
  | {
      readonly put: Item;
      /** Nothing is written unless the item is absent, or has this version now. */
      readonly onlyIf?: 'absent' | { readonly version: number };
    }
  | { readonly remove: ItemKey };

/**
 * `refused`: a condition did not hold; the position of the first that failed, and the item that is
 * there. `contended`: somebody else was writing the same items; nothing was written.
 */
export type TransactOutcome =
  | { readonly outcome: 'written' }
  | { readonly outcome: 'refused'; readonly position: number; readonly existing: Item | null }
  | { readonly outcome: 'contended' };

/** An index of the table, by the attributes that are its keys. */
export interface TableIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** A stretch of one partition of an index, both ends included. */
export interface IndexRange {
  readonly index: TableIndex;
  readonly partition: string;
  readonly from: string;
  readonly to: string;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

/** A piece of one partition, both ends included. */
export interface PartitionPart {
  readonly pk: string;
  readonly from: string;
  readonly to: string;
  readonly order: 'ascending' | 'descending';
  readonly limit: number;
}

/** An index holds keys only; it may lag behind the table, so what decides is read from the item. */
export interface IndexEntry {
  readonly key: ItemKey;
  readonly sortValue: string;
}

/**
 * What the stores need of a table, and no more. Every read of items is consistent and complete:
 * pages are followed and left-over keys asked for again.
 */
export interface Table {
  get(key: ItemKey): Promise<Item | null>;
  /** In the order of the keys; those that do not exist are left out. */
  getMany(keys: readonly ItemKey[]): Promise<readonly Item[]>;
  /** All items of a partition whose sort key lies in the range, both ends included, ascending. */
  readPartition(pk: string, from: string, to: string): Promise<readonly Item[]>;
  /** At most `limit` items of a partition, from one end of the range. */
  readPart(part: PartitionPart): Promise<readonly Item[]>;
  readIndex(range: IndexRange): Promise<readonly IndexEntry[]>;
  /** All or nothing. */
  transact(writes: readonly TableWrite[]): Promise<TransactOutcome>;
  /** Sets and removes attributes of an item that exists; does nothing when it is gone. */
  amend(
    key: ItemKey,
    set: Readonly<Record<string, string>>,
    remove: readonly string[],
  ): Promise<void>;
}

/** What DynamoDB takes in one transaction. */
export const MOST_WRITES = 100;

/** Greater than any sort key that starts with the text before it. */
export const LAST = '\u{10FFFF}';
