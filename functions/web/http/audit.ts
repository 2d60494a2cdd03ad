import type {
  AuditedAccess,
  AuditedRecord,
  AuditedRequest,
  AuditTrail,
} from '../../../shared/access/audit.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { ownsTask, toEpisodeId } from '../../../shared/episodes/episode.ts';
import { taskIdSchema } from '../../../shared/kernel/api-fields.ts';
import type { WebContext } from '../web-context.ts';

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

interface Audited {
  readonly operation: string;
  readonly outcome: AuditedRequest['outcome'];
  readonly records?: readonly AuditedAccess[];
  readonly refusedFor?: string;
}

/** Nothing is shown or changed before this resolves. */
export const appendAudit = async (
  { audit }: { readonly audit: AuditTrail },
  context: WebContext,
  { operation, outcome, records = [], refusedFor }: Audited,
): Promise<void> => {
  const { env, req } = context;
  const caller = context.get('caller') as Caller | undefined;
  const { pathname, search } = new URL(req.url);
  await audit.append({
    at: env.now,
    who: caller?.subject ?? UNKNOWN,
    role: caller?.role ?? null,
    operation,
    method: req.method,
    path: pathname,
    query: search,
    outcome,
    refusedFor: refusedFor ?? null,
    address: env.address,
    requestId: env.requestId,
    records,
  });
};

/** Who sends a token that is not valid. */
const UNKNOWN = 'unknown';

const IS_ACCESS: readonly string[] = [
  'unauthenticated',
  'not-your-role',
  'not-your-authority',
  'not-found',
];

/** A form that was filled in badly is no attempt to see or do what is not allowed. */
export const appendRefusal = async (
  dependencies: { readonly audit: AuditTrail },
  context: WebContext,
  operation: string,
  refusedFor: string,
): Promise<void> => {
  if (IS_ACCESS.includes(refusedFor))
    await appendAudit(dependencies, context, { operation, outcome: 'refused', refusedFor });
};
