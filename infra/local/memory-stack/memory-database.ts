import { createMemoryTable, type MemoryTable } from '../../../shared/database/memory-table.ts';
import type { Item } from '../../../shared/database/table.ts';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { createMemoryStream } from '../memory/memory-stream.ts';
import type { StreamReader } from '../sources/stream-reader.ts';
import { createMemoryStreamReader, type MemoryStreamReader } from './memory-stream-reader.ts';

export type MemoryTables = Readonly<Record<'core' | 'themes' | 'audit', MemoryTable>>;

/** The tables of a stack without DynamoDB Local. What is in them is gone when the process ends. */
export interface MemoryDatabase {
  readonly tables: MemoryTables;
  /** Puts items into a table without a record on its stream. */
  load(table: keyof MemoryTables, items: readonly Item[]): Promise<void>;
  /** Reads the core table's stream from its first record on. */
  openStream(): StreamReader;
  /** Resolves when every reader of the stream has delivered all there is. */
  waitUntilFollowed(): Promise<void>;
}

const createTables = (onCoreChange: Parameters<typeof createMemoryTable>[0]): MemoryTables => ({
  core: createMemoryTable(onCoreChange),
  themes: createMemoryTable(),
  audit: createMemoryTable(),
});

export const createMemoryDatabase = (wallNow: () => number): MemoryDatabase => {
  const stream = createMemoryStream();
  const readers: MemoryStreamReader[] = [];
  const waiting: (() => void)[] = [];
  let isLoading = false;
  const tables = createTables((change) => {
    if (!isLoading) stream.append(change, toInstant(wallNow()));
  });
  const isFollowed = (): boolean => readers.every((reader) => reader.isAtEnd());
  return {
    tables,
    load: async (table, items) => {
      // A table in memory has written when the call returns.
      isLoading = true;
      const loading = tables[table].transact(items.map((put) => ({ put })));
      isLoading = false;
      await loading;
    },
    openStream: () => {
      const reader = createMemoryStreamReader(stream, () => {
        if (isFollowed()) for (const resolve of waiting.splice(0)) resolve();
      });
      readers.push(reader);
      return reader;
    },
    waitUntilFollowed: () =>
      isFollowed() ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
  };
};
