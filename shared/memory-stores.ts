import { createCoreStores, type CoreStores } from './core-stores.ts';
import { createMemoryTable } from './database/memory-table.ts';

/** The stores over a table in memory, for tests and simulations. */
export const createMemoryStores = (): CoreStores => createCoreStores(createMemoryTable());
