import { LAST, type Table } from '../database/table.ts';
import { storedSource, storedCell, storedEvidence } from './stored-evidence.ts';
import {
  SOURCE_PARTITIONS,
  sourceKey,
  type WeeksQuery,
  cellPartition,
  evidencePartition,
  weekRange,
  EMPTY_CELL,
} from './theme-keys.ts';
import type { Cell } from './cell.ts';
import type { CellKey, Evidence, EvidenceVersion, EvidenceSource } from './evidence.ts';
import type { Page } from '../kernel/page.ts';
import { replaceEvidence, completeEvidence, writeCell } from './write-evidence.ts';

/** The localities' evidence and cells over a table of their own. */
export const createThemeStore = (table: Table): ThemeStore => ({
  ...createThemeReader(table),
  readSource: async (episodeId) => {
    const item = await table.get(sourceKey(episodeId));
    return item === null
      ? { episodeId, version: 0, placements: [], completed: null }
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
  writeCell: (key) => writeCell(table, key),
  completeEvidence: (source, evidence, settled) =>
    completeEvidence(table, source, evidence, settled),
});

/** The themes' table read. It can be thrown away and rebuilt from the facts. */
export interface ThemeReader {
  /** Every cell with evidence, by week, locality and theme. */
  listCells(query: WeeksQuery): Promise<readonly Cell[]>;
  /** By week, locality and theme. */
  listEvidence(query: WeeksQuery): Promise<readonly Evidence[]>;
  /** A page of evidence, latest week first. */
  pageEvidence(
    query: WeeksQuery & { readonly after: string | null; readonly limit: number },
  ): Promise<Page<Evidence>>;
}

/** And written: only by whoever keeps the picture equal to the facts. */
export interface ThemeStore extends ThemeReader {
  /** Read before the facts: then what is written on it can never be older than what stands there. */
  readSource(episodeId: string): Promise<EvidenceSource>;
  /** Those of which something was ever written. */
  readSources(episodeIds: readonly string[]): Promise<readonly EvidenceSource[]>;
  /** Every episode of which something was ever written. */
  listSourceIds(): Promise<readonly string[]>;
  /**
   * Puts the evidence of an episode in the place of what `source` tells, and notes every place where it stands or
   * stood. `conflict`: somebody else replaced it since `source` was read; what was written so far they replace too.
   */
  replaceEvidence(
    source: EvidenceSource,
    evidence: readonly Evidence[],
  ): Promise<EvidenceSource | 'conflict'>;
  /**
   * Counts a cell anew from its evidence; running it twice, or twice at once, changes nothing. `conflict`: somebody
   * else counted it meanwhile, perhaps without what is there now: count again.
   */
  writeCell(key: CellKey): Promise<'counted' | 'conflict'>;
  /** Once every cell of `source` is recounted: forgets where the evidence stood before. */
  completeEvidence(
    source: EvidenceSource,
    evidence: readonly Evidence[],
    settled: EvidenceVersion,
  ): Promise<'settled' | 'conflict'>;
}

/** The localities' evidence and cells, read. */
export const createThemeReader = (table: Table): ThemeReader => ({
  listCells: async (query) => {
    const { from, to } = weekRange(query);
    const items = await table.readPartition(cellPartition(query.authority), from, to);
    return items
      .filter(({ entity }) => entity !== EMPTY_CELL)
      .map((item) => storedCell.parse(item));
  },
  listEvidence: async (query) => {
    const { from, to } = weekRange(query);
    const items = await table.readPartition(evidencePartition(query.authority), from, to);
    return items.map((item) => storedEvidence.parse(item));
  },
  pageEvidence: async ({ after, limit, ...query }) => {
    const { from, to } = weekRange(query);
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
