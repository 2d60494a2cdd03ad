import type { AuditEntry, AuditTrail } from './audit-entry.ts';
import { MOST_WRITES, type Table, type TableWrite } from '../database/table.ts';

/** `position`: of the entry among those of its request. */
const auditWrite = ({ what, ...entry }: AuditEntry, position: number): TableWrite => ({
  put: {
    pk: `${what.kind}#${what.id}`,
    sk: `${entry.at}#${entry.requestId}#${String(position).padStart(4, '0')}`,
    ...entry,
    ...(what.taskId === null ? {} : { taskId: what.taskId }),
    ...(what.childId === null ? {} : { childId: what.childId }),
  },
  onlyIf: 'absent',
});

/**
 * An audit over a table of its own. Entries go in transactions: only there can a write be both
 * conditioned on absence and sent again by the SDK without meeting itself.
 */
export const createAuditTrail = (table: Table): AuditTrail => ({
  append: async (entries) => {
    const writes = entries.map(auditWrite);
    for (let start = 0; start < writes.length; start += MOST_WRITES) {
      const { outcome } = await table.transact(writes.slice(start, start + MOST_WRITES));
      if (outcome !== 'written') throw new Error(`The audit did not take its entries: ${outcome}.`);
    }
  },
});
