import type { ThemeReader } from './themes.ts';
import type { Table } from '../database/table.ts';
import { EMPTY_CELL } from './recount-cell.ts';
import { storedCell, storedEvidence } from './stored-evidence.ts';
import { cellPartition, evidencePartition, weekRangeOf } from './theme-keys.ts';

/** The localities' evidence and cells, read. */
export const createThemeReader = (table: Table): ThemeReader => ({
  listCells: async (query) => {
    const { from, to } = weekRangeOf(query);
    const items = await table.readPartition(cellPartition(query.authority), from, to);
    return items
      .filter(({ entity }) => entity !== EMPTY_CELL)
      .map((item) => storedCell.parse(item));
  },
  listEvidence: async (query) => {
    const { from, to } = weekRangeOf(query);
    const items = await table.readPartition(evidencePartition(query.authority), from, to);
    return items.map((item) => storedEvidence.parse(item));
  },
  pageEvidence: async ({ after, limit, ...query }) => {
    const { from, to } = weekRangeOf(query);
    const part = { pk: evidencePartition(query.authority), from, to: after ?? to };
    const found = await table.readPart({ ...part, order: 'descending', limit: limit + 2 });
    const items = found.filter(({ sk }) => sk !== after);
    const page = items.slice(0, limit);
    const more = items.length > limit;
    return {
      items: page.map((item) => storedEvidence.parse(item)),
      after: more ? (page.at(-1)?.sk ?? null) : null,
    };
  },
});
