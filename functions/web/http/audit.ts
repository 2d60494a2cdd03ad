import type {
  AuditedRecord,
  AuditEntry,
  AuditReason,
  AuditTrail,
} from '../../../shared/access/audit.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { ownsTask, toEpisodeId } from '../../../shared/episodes/episode.ts';
import { taskIdSchema } from '../../../shared/kernel/api-fields.ts';
import type { WebContext } from '../web-context.ts';

export interface AuditedAccess {
  readonly what: AuditedRecord;
  readonly why: AuditReason;
}

export const auditOwnAuthority = (
  kind: AuditedRecord['kind'],
  id: string,
  { authorities }: Caller,
): AuditedAccess => ({
  what: { kind, id, taskId: null, childId: null },
  why: authorities === 'all' ? 'all-authorities' : 'own-authority',
});

/** Only the responsible authority has access to a task. */
export const auditTask = (
  { taskId, childId }: { readonly taskId: string; readonly childId?: string | null | undefined },
  { authorities }: Caller,
): AuditedAccess => ({
  what: { kind: 'episode', id: toEpisodeId(taskId), taskId, childId: childId ?? null },
  why: authorities === 'all' ? 'all-authorities' : 'responsible-authority',
});

type ShownTask = Parameters<typeof auditTask>[0];

export const auditShownTask = (task: ShownTask, caller: Caller): readonly AuditedAccess[] => [
  auditTask(task, caller),
];

export const auditShownTasks = (
  { items }: { readonly items: readonly ShownTask[] },
  caller: Caller,
): readonly AuditedAccess[] => items.map((task) => auditTask(task, caller));

interface TaskReader {
  readonly episodes: Pick<EpisodeStore, 'readState'>;
}

/** Null when there is no such task, or the caller may not know of it. */
export const auditTaskChange = async (
  taskId: string,
  caller: Caller,
  { episodes }: TaskReader,
): Promise<readonly AuditedAccess[] | null> => {
  if (!taskIdSchema.safeParse(taskId).success) return null;
  const stored = await episodes.readState(toEpisodeId(taskId));
  if (stored === null || !ownsTask(caller, stored.episode)) return null;
  return [auditTask({ taskId, childId: stored.childId }, caller)];
};

/** Nothing is shown or changed before this resolves. */
export const appendAudit = async (
  { audit }: { readonly audit: AuditTrail },
  { env, req, var: { caller } }: WebContext,
  operation: string,
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
