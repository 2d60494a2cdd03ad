import { recountCell } from './cell.ts';
import type { CellKey } from './evidence.ts';
import type { Item, Table } from '../database/table.ts';
import { storedEvidence } from './stored-evidence.ts';
import { cellKey, evidenceRangeOf } from './theme-keys.ts';

/** A cell that counts nothing stays as an empty item: were it removed, its versions would begin again. */
export const EMPTY_CELL = 'empty-cell';

const readEvidence = async (table: Table, key: CellKey) => {
  const { pk, from, to } = evidenceRangeOf(key);
  const items = await table.readPartition(pk, from, to);
  return items.map((item) => storedEvidence.parse(item));
};

/**
 * Counts a cell from the evidence that stands in the table. The cell is read first: whatever evidence is missed after
 * that, whoever wrote it counts the cell too, so one of both writes meets a conflict. It is written even when nothing
 * seems to have changed, or never was: somebody slower may still hold an older count.
 */
export const recountInTable = async (
  table: Table,
  key: CellKey,
): Promise<'counted' | 'conflict'> => {
  const before = await table.get(cellKey(key));
  const cell = recountCell(key, await readEvidence(table, key));
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
