import type { OperationId } from '../api/operations.ts';
import type { WebContext, WebDependencies } from '../web-context.ts';
import type { AuditedAccess } from './shown-records.ts';
import type { AuditEntry } from '../../../shared/access/audit.ts';

/** Writes down who comes to which records. Until it is written nothing is shown or changed. */
export const auditAccess = async (
  { audit }: WebDependencies,
  { env, req, var: { caller } }: WebContext,
  operation: OperationId,
  records: readonly AuditedAccess[],
  outcome: AuditEntry['outcome'],
): Promise<void> => {
  const entries = records.map((record) => ({
    at: env.now,
    who: caller.subject,
    role: caller.role,
    operation,
    method: req.method,
    ...record,
    outcome,
    requestId: env.requestId,
  }));
  if (entries.length > 0) await audit.append(entries);
};
