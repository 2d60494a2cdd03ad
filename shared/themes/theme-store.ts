import { LAST, type Table } from '../database/table.ts';
import type { Page } from '../kernel/page.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import { type Cell, cellSchema } from './cell.ts';
import {
  type CellKey,
  type Evidence,
  evidenceSchema,
  type EvidenceSource,
  evidenceSourceSchema,
  type EvidenceVersion,
} from './evidence.ts';
import {
  cellPartition,
  EMPTY_CELL,
  evidencePartition,
  SOURCE_PARTITIONS,
  sourceKey,
  weekRange,
  type WeeksQuery,
} from './theme-keys.ts';
import { completeEvidence, replaceEvidence, writeCell } from './write-evidence.ts';

/** Everything in this table can be rebuilt from the episodes. */
export interface ThemeReader {
  listCells(query: WeeksQuery): Promise<readonly Cell[]>;
  listEvidence(query: WeeksQuery): Promise<readonly Evidence[]>;
  pageEvidence(
    query: WeeksQuery & { readonly after: string | null; readonly limit: number },
  ): Promise<Page<Evidence>>;
}

/** Write access, for the evidence projector and the rebuild command only. */
export interface ThemeStore extends ThemeReader {
  /** Read it before the episode: then a write on it is never older than what is stored. */
  readSource(episodeId: string): Promise<EvidenceSource>;
  readSources(episodeIds: readonly string[]): Promise<readonly EvidenceSource[]>;
  listSourceIds(): Promise<readonly string[]>;
  /**
   * Replaces the evidence of an episode and keeps the placements of the old and the new evidence. `conflict`: somebody
   * else replaced it after `source` was read; they also replace what was written so far.
   */
  replaceEvidence(
    source: EvidenceSource,
    evidence: readonly Evidence[],
  ): Promise<EvidenceSource | 'conflict'>;
  /** Counts a cell from its evidence and stores it. After a `conflict`, count it again. */
  writeCell(key: CellKey): Promise<WriteResult>;
  /** Once every cell of `source` is counted: forgets the placements of the old evidence. */
  completeEvidence(
    source: EvidenceSource,
    evidence: readonly Evidence[],
    version: EvidenceVersion,
  ): Promise<WriteResult>;
}

export const createThemeReader = (table: Table): ThemeReader => ({
  listCells: async (query) => {
    const { from, to } = weekRange(query);
    const items = await table.readPartition(cellPartition(query.authority), from, to);
    return items
      .filter(({ entity }) => entity !== EMPTY_CELL)
      .map((item) => cellSchema.parse(item));
  },
  listEvidence: async (query) => {
    const { from, to } = weekRange(query);
    const items = await table.readPartition(evidencePartition(query.authority), from, to);
    return items.map((item) => evidenceSchema.parse(item));
  },
  pageEvidence: async ({ after, limit, ...query }) => {
    const { from, to } = weekRange(query);
    const part = { pk: evidencePartition(query.authority), from, to: after ?? to };
    const found = await table.readPart({ ...part, order: 'descending', limit: limit + 2 });
    const items = found.filter(({ sk }) => sk !== after);
    const page = items.slice(0, limit);
    const more = items.length > limit;
    return {
      items: page.map((item) => evidenceSchema.parse(item)),
      after: more ? (page.at(-1)?.sk ?? null) : null,
    };
  },
});

export const createThemeStore = (table: Table): ThemeStore => ({
  ...createThemeReader(table),
  readSource: async (episodeId) => {
    const item = await table.get(sourceKey(episodeId));
    return item === null
      ? { episodeId, version: 0, placements: [], completed: null }
      : evidenceSourceSchema.parse(item);
  },
  readSources: async (episodeIds) => {
    const items = await table.getMany(episodeIds.map(sourceKey));
    return items.map((item) => evidenceSourceSchema.parse(item));
  },
  listSourceIds: async () => {
    const parts = await Promise.all(
      SOURCE_PARTITIONS.map((pk) => table.readPartition(pk, ' ', LAST)),
    );
    return parts.flat().map(({ sk }) => sk);
  },
  replaceEvidence: (source, evidence) => replaceEvidence(table, source, evidence),
  writeCell: (key) => writeCell(table, key),
  completeEvidence: (source, evidence, version) =>
    completeEvidence(table, source, evidence, version),
});
