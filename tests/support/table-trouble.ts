import type { Table } from '../../shared/database/table.ts';

/** A table whose writes wait, each until it is let go: what was read before them grows old. */
export const holdWrites = (table: Table) => {
  const held: (() => void)[] = [];
  const holding: Table = {
    ...table,
    transact: async (writes) => {
      await new Promise<void>((resolve) => held.push(resolve));
      return table.transact(writes);
    },
  };
  /** Lets the write go that has waited longest; there must be one. */
  const release = (): void => {
    const next = held.shift();
    if (next === undefined) throw new Error('No write waits.');
    next();
  };
  return { table: holding, release, waiting: () => held.length };
};

/** A table that is cut off at its nth write, counted from 1: nothing of it, and of those after it, is written. */
export const cutOffAt = (table: Table, nth: number): Table => {
  let writes = 0;
  return {
    ...table,
    transact: (parts) => {
      writes += 1;
      return writes >= nth ? Promise.reject(new Error('cut off')) : table.transact(parts);
    },
  };
};
