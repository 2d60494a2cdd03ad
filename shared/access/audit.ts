import { MOST_WRITES, type Table, type TableWrite } from '../database/table.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Role } from './roles.ts';
import { FaultError } from '../kernel/fault-error.ts';

export interface AuditedRecord {
  readonly kind:
    | 'episode'
    | 'match'
    | 'rejection'
    | 'staff'
    | 'calendar-feeds'
    | 'child'
    | 'codes'
    | 'releases'
    | 'evidence'
    | 'signal';
  /** For codes and releases: the authority's code. */
  readonly id: string;
  readonly taskId: string | null;
  readonly childId: string | null;
}

export type AuditReason =
  | 'responsible-authority'
  | 'host-authority'
  | 'all-authorities'
  | 'own-authority'
  | 'oneself';

export interface AuditEntry {
  readonly at: Instant;
  readonly who: string;
  readonly role: Role;
  readonly operation: string;
  readonly method: string;
  readonly what: AuditedRecord;
  readonly why: AuditReason;
  readonly outcome: 'read' | 'change-attempted';
  readonly requestId: string;
}

/** Entries are never changed or deleted. */
export interface AuditTrail {
  append(entries: readonly AuditEntry[]): Promise<void>;
}

const writeEntry = ({ what, ...entry }: AuditEntry, positionInRequest: number): TableWrite => ({
  put: {
    pk: `${what.kind}#${what.id}`,
    sk: `${entry.at}#${entry.requestId}#${String(positionInRequest).padStart(4, '0')}`,
    ...entry,
    ...(what.taskId === null ? {} : { taskId: what.taskId }),
    ...(what.childId === null ? {} : { childId: what.childId }),
  },
  onlyIf: 'absent',
});

/**
 * Written in transactions: there the SDK can repeat a write that is conditional on absence without
 * failing on its own first attempt.
 */
export const createAuditTrail = (table: Table): AuditTrail => ({
  append: async (entries) => {
    const writes = entries.map(writeEntry);
    for (let start = 0; start < writes.length; start += MOST_WRITES) {
      const { outcome } = await table.transact(writes.slice(start, start + MOST_WRITES));
      if (outcome !== 'written')
        throw new FaultError('write-conflict', `The audit entries were not stored: ${outcome}.`);
    }
  },
});
