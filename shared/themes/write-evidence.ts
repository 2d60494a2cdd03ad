import { type Item, MOST_WRITES, type Table, type TableWrite } from '../database/table.ts';
import type { WriteResult } from '../kernel/write-result.ts';
import { countCell } from './cell.ts';
import {
  type CellKey,
  type Evidence,
  type EvidencePlacement,
  evidenceSchema,
  type EvidenceSource,
  type EvidenceVersion,
} from './evidence.ts';
import { cellKey, EMPTY_CELL, evidenceKey, evidenceRange, sourceKey } from './theme-keys.ts';

const EVIDENCE_WRITES = MOST_WRITES - 1;

const pickPlacement = (placed: EvidencePlacement): EvidencePlacement => {
  const { evidenceId, authority, locality, week, theme } = placed;
  return { evidenceId, authority, locality, week, theme };
};

const formatPlacement = (placement: EvidencePlacement): string => {
  const { pk, sk } = evidenceKey(placement);
  return `${pk} ${sk}`;
};

/** Only on the version before it: of two writers at the same time, one gets a conflict. */
const writeSource = (source: EvidenceSource): TableWrite => ({
  put: { ...sourceKey(source.episodeId), entity: 'evidence-of-episode', ...source },
  onlyIf: source.version === 1 ? 'absent' : { version: source.version - 1 },
});

type Placements = ReadonlyMap<string, EvidencePlacement>;

const mergePlacements = (placements: readonly EvidencePlacement[]): Placements =>
  new Map(placements.map((placed) => [formatPlacement(placed), pickPlacement(placed)]));

const listWrites = (all: Placements, evidence: readonly Evidence[]): readonly TableWrite[] => {
  const kept = mergePlacements(evidence);
  const removed = [...all].flatMap(([name, placement]) => (kept.has(name) ? [] : [placement]));
  return [
    ...removed.map((placement) => ({ remove: evidenceKey(placement) })),
    ...evidence.map((one) => ({ put: { ...evidenceKey(one), entity: 'evidence', ...one } })),
  ];
};

/**
 * In as many transactions as it takes. The first one stores every old and new placement with the source, so that if the
 * rest fails the next attempt removes all of them.
 */
export const replaceEvidence = async (
  table: Table,
  source: EvidenceSource,
  evidence: readonly Evidence[],
): Promise<EvidenceSource | 'conflict'> => {
  const all = mergePlacements([...source.placements, ...evidence]);
  const writes = listWrites(all, evidence);
  let next: EvidenceSource = { ...source, placements: [...all.values()], completed: null };
  for (let start = 0; start === 0 || start < writes.length; start += EVIDENCE_WRITES) {
    next = { ...next, version: next.version + 1 };
    const part = writes.slice(start, start + EVIDENCE_WRITES);
    const { outcome } = await table.transact([writeSource(next), ...part]);
    if (outcome !== 'written') return 'conflict';
  }
  return next;
};

export const completeEvidence = async (
  table: Table,
  source: EvidenceSource,
  evidence: readonly Evidence[],
  completed: EvidenceVersion,
): Promise<WriteResult> => {
  const placements = evidence.map(pickPlacement);
  const next: EvidenceSource = { ...source, placements, completed, version: source.version + 1 };
  const { outcome } = await table.transact([writeSource(next)]);
  return outcome === 'written' ? 'written' : 'conflict';
};

const readEvidence = async (table: Table, key: CellKey): Promise<readonly Evidence[]> => {
  const { pk, from, to } = evidenceRange(key);
  const items = await table.readPartition(pk, from, to);
  return items.map((item) => evidenceSchema.parse(item));
};

/**
 * Counts a cell from its stored evidence. The cell is read before its evidence: a writer that adds evidence after that also
 * counts the cell, so one of the two writes gets a conflict. The cell is written even if its count did not change,
 * because a slower writer may still hold an older count.
 */
export const writeCell = async (table: Table, key: CellKey): Promise<WriteResult> => {
  const before = await table.get(cellKey(key));
  const cell = countCell(key, await readEvidence(table, key));
  const version = Number(before?.['version'] ?? 0);
  const put: Item = {
    ...cellKey(key),
    ...(cell === null ? { entity: EMPTY_CELL } : { entity: 'cell', ...cell }),
    version: version + 1,
  };
  const onlyIf = version === 0 ? 'absent' : { version };
  const { outcome } = await table.transact([{ put, onlyIf }]);
  return outcome === 'written' ? 'written' : 'conflict';
};
