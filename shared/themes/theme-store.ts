import type { ThemeStore } from './themes.ts';
import type { Table } from '../database/table.ts';
import { recountInTable } from './recount-cell.ts';
import { replaceEvidence, settleEvidence } from './replace-evidence.ts';
import { storedSource } from './stored-evidence.ts';
import { LAST, SOURCE_PARTITIONS, sourceKey } from './theme-keys.ts';
import { createThemeReader } from './theme-reader.ts';

/** The localities' evidence and cells over a table of their own. */
export const createThemeStore = (table: Table): ThemeStore => ({
  ...createThemeReader(table),
  readSource: async (episodeId) => {
    const item = await table.get(sourceKey(episodeId));
    return item === null
      ? { episodeId, version: 0, placements: [], settled: null }
      : storedSource.parse(item);
  },
  readSources: async (episodeIds) => {
    const items = await table.getMany(episodeIds.map(sourceKey));
    return items.map((item) => storedSource.parse(item));
  },
  listSourceIds: async () => {
    const parts = await Promise.all(
      SOURCE_PARTITIONS.map((pk) => table.readPartition(pk, ' ', LAST)),
    );
    return parts.flat().map(({ sk }) => sk);
  },
  replaceEvidence: (source, evidence) => replaceEvidence(table, source, evidence),
  recount: (key) => recountInTable(table, key),
  settle: (source, evidence, settled) => settleEvidence(table, source, evidence, settled),
});
