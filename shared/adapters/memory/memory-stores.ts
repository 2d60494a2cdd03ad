import { createCoreStores, type CoreStores } from '../core/core-stores.ts';
import { createMemoryTable } from './memory-table.ts';

/** The stores over a table in memory, for tests and simulations. */
export const createMemoryStores = (): CoreStores => createCoreStores(createMemoryTable());
