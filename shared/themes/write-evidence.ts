import type {
  Evidence,
  EvidencePlacement,
  EvidenceSource,
  EvidenceVersion,
  CellKey,
} from './evidence.ts';
import type { Item, Table, TableWrite } from '../database/table.ts';
import { evidenceKey, sourceKey, cellKey, evidenceRange, EMPTY_CELL } from './theme-keys.ts';
import { countCell } from './cell.ts';
import { storedEvidence } from './stored-evidence.ts';

/** What DynamoDB takes in one transaction, but for the head. */
const WRITES_BESIDE_HEAD = 99;

const placementOf = (placed: EvidencePlacement): EvidencePlacement => {
  const { evidenceId, authority, locality, week, theme } = placed;
  return { evidenceId, authority, locality, week, theme };
};

const nameOf = (placement: EvidencePlacement): string => {
  const { pk, sk } = evidenceKey(placement);
  return `${pk} ${sk}`;
};

const headItem = (source: EvidenceSource): Item => ({
  ...sourceKey(source.episodeId),
  entity: 'evidence-of-episode',
  ...source,
});

/** On the version before it: of two who write at once, one meets a conflict. */
const headWrite = (source: EvidenceSource): TableWrite => ({
  put: headItem(source),
  onlyIf: source.version === 1 ? 'absent' : { version: source.version - 1 },
});

type Placed = ReadonlyMap<string, EvidencePlacement>;

/** Where evidence stands, or stood: each place once. */
const placesOf = (placements: readonly EvidencePlacement[]): Placed =>
  new Map(placements.map((placed) => [nameOf(placed), placementOf(placed)]));

const evidenceWrites = (all: Placed, evidence: readonly Evidence[]): readonly TableWrite[] => {
  const stays = placesOf(evidence);
  const gone = [...all].flatMap(([name, placement]) => (stays.has(name) ? [] : [placement]));
  return [
    ...gone.map((placement) => ({ remove: evidenceKey(placement) })),
    ...evidence.map((one) => ({ put: { ...evidenceKey(one), entity: 'evidence', ...one } })),
  ];
};

/**
 * In as many transactions as it needs; each goes on from the head that the one before wrote, which from the first on
 * names every place, so that whoever finds it half done takes all of it away.
 */
export const replaceEvidence = async (
  table: Table,
  source: EvidenceSource,
  evidence: readonly Evidence[],
): Promise<EvidenceSource | 'conflict'> => {
  const all = placesOf([...source.placements, ...evidence]);
  const writes = evidenceWrites(all, evidence);
  let head: EvidenceSource = { ...source, placements: [...all.values()], completed: null };
  for (let start = 0; start === 0 || start < writes.length; start += WRITES_BESIDE_HEAD) {
    head = { ...head, version: head.version + 1 };
    const part = writes.slice(start, start + WRITES_BESIDE_HEAD);
    const { outcome } = await table.transact([headWrite(head), ...part]);
    if (outcome !== 'written') return 'conflict';
  }
  return head;
};

/** The evidence stands, and is counted: only where it is now is still to be known. */
export const completeEvidence = async (
  table: Table,
  source: EvidenceSource,
  evidence: readonly Evidence[],
  settled: EvidenceVersion,
): Promise<'settled' | 'conflict'> => {
  const placements = evidence.map(placementOf);
  const head = { ...source, placements, settled, version: source.version + 1 };
  const { outcome } = await table.transact([headWrite(head)]);
  return outcome === 'written' ? 'settled' : 'conflict';
};

const readEvidence = async (table: Table, key: CellKey) => {
  const { pk, from, to } = evidenceRange(key);
  const items = await table.readPartition(pk, from, to);
  return items.map((item) => storedEvidence.parse(item));
};

/**
 * Counts a cell from the evidence that stands in the table. The cell is read first: whatever evidence is missed after
 * that, whoever wrote it counts the cell too, so one of both writes meets a conflict. It is written even when nothing
 * seems to have changed, or never was: somebody slower may still hold an older count.
 */
export const writeCell = async (table: Table, key: CellKey): Promise<'counted' | 'conflict'> => {
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
  return outcome === 'written' ? 'counted' : 'conflict';
};
