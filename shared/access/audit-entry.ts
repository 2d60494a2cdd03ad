import type { Instant } from '../kernel/instant.ts';
import type { Role } from './roles.ts';

/** What was read or changed; `id` is the episode's, the rejection's, the evidence's, the signal's, the authority's or the person's. */
export interface AuditedRecord {
  readonly kind:
    | 'episode'
    | 'rejection'
    | 'staff'
    | 'calendar-feeds'
    | 'codes'
    | 'releases'
    | 'evidence'
    | 'signal';
  readonly id: string;
  readonly taskId: string | null;
  readonly childId: string | null;
}

/** By which right somebody was let to a record. */
export type AuditReason =
  'responsible-authority' | 'host-authority' | 'all-authorities' | 'own-authority' | 'oneself';

/** That somebody read a record, or set out to change it; what became of a change, its own fact says. */
export interface AuditEntry {
  readonly at: Instant;
  /** Subject of the caller. */
  readonly who: string;
  readonly role: Role;
  readonly operation: string;
  readonly method: string;
  readonly what: AuditedRecord;
  readonly why: AuditReason;
  readonly outcome: 'read' | 'change-attempted';
  readonly requestId: string;
}

/** Kept for ever, and never changed. */
export interface AuditTrail {
  /** Resolves once all of the entries are kept; rejects when one is not. */
  append(entries: readonly AuditEntry[]): Promise<void>;
}
