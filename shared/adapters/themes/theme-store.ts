import { recountCell } from '../../domain/themes/cell.ts';
import type { CellKey } from '../../domain/themes/evidence.ts';
import type { ThemeReader, ThemeStore } from '../../ports/themes.ts';
import type { Item, Table } from '../table/table.ts';
import { replaceEvidence, settleEvidence } from './replace-evidence.ts';
import { storedCell, storedEvidence, storedSource } from './stored-evidence.ts';
import {
  cellKey,
  cellPartition,
  evidencePartition,
  evidenceRangeOf,
  sourceKey,
  weekRangeOf,
} from './theme-keys.ts';

/** After so many lost races for one cell something else is wrong than functions working at once. */
const ATTEMPTS = 20;

/** A cell that counts nothing stays as an empty item: were it removed, its versions would begin again. */
const EMPTY = 'empty-cell';

const recountOnce = async (table: Table, key: CellKey): Promise<boolean> => {
  // Read first: whatever evidence is missed below makes the write of this version fail.
  const counted = await table.get(cellKey(key));
  const { pk, from, to } = evidenceRangeOf(key);
  const evidence = (await table.readPartition(pk, from, to)).map((item) =>
    storedEvidence.parse(item),
  );
  const cell = recountCell(key, evidence);
  if (cell === null && counted === null) return true;
  const version = Number(counted?.['version'] ?? 0);
  const put: Item = {
    ...cellKey(key),
    ...(cell === null ? { entity: EMPTY } : { entity: 'cell', ...cell }),
    version: version + 1,
  };
  const done = await table.transact([{ put, onlyIf: version === 0 ? 'absent' : { version } }]);
  return done.outcome === 'written';
};

const recount = async (table: Table, key: CellKey): Promise<void> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await recountOnce(table, key)) return;
  }
  throw new Error(`Lost ${ATTEMPTS} races for the same cell.`);
};

const createReader = (table: Table): ThemeReader => ({
  listCells: async (query) => {
    const { from, to } = weekRangeOf(query);
    const items = await table.readPartition(cellPartition(query.authority), from, to);
    return items.filter(({ entity }) => entity !== EMPTY).map((item) => storedCell.parse(item));
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

/** The localities' evidence and cells over a table of their own. */
export const createThemeStore = (table: Table): ThemeStore => ({
  ...createReader(table),
  readSource: async (episodeId) => {
    const item = await table.get(sourceKey(episodeId));
    return item === null
      ? { episodeId, version: 0, placements: [], settled: null }
      : storedSource.parse(item);
  },
  replaceEvidence: (source, evidence) => replaceEvidence(table, source, evidence),
  recount: (key) => recount(table, key),
  settle: (source, evidence, hash) => settleEvidence(table, source, evidence, hash),
});
