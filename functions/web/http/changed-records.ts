import * as z from 'zod';
import { taskIdSchema } from '../../../shared/kernel/api-fields.ts';
import { readEscalationTaskId } from '../../../shared/episodes/escalation.ts';
import { toEpisodeId } from '../../../shared/kernel/hash.ts';
import { type AuditedAccess, taskAccess } from './shown-records.ts';
import { type Caller, belongsTo } from '../../../shared/access/caller.ts';
import { ownsTask } from '../../../shared/episodes/episode.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';

/** Who wants to change what. */
export interface ChangeRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly caller: Caller;
}

type TaskReader = Pick<EpisodeStore, 'readState'>;

const taskChange = async (
  episodes: TaskReader,
  taskId: string,
  caller: Caller,
): Promise<readonly AuditedAccess[] | null> => {
  if (!taskIdSchema.safeParse(taskId).success) return null;
  const stored = await episodes.readState(toEpisodeId(taskId));
  if (stored === null || !ownsTask(caller, stored.episode)) return null;
  return [taskAccess(taskId, stored.childId, caller)];
};

const sentCovers = z.object({ alsoCovers: z.array(z.object({ taskId: z.string() })).optional() });

/** The task of the path, and those that its interview covers too. */
const tasksChange = async (
  episodes: TaskReader,
  { params, body, caller }: ChangeRequest,
): Promise<readonly AuditedAccess[] | null> => {
  const { alsoCovers = [] } = sentCovers.parse(body);
  const main = await taskChange(episodes, params['taskId'] ?? '', caller);
  const others = await Promise.all(
    alsoCovers.map(({ taskId }) => taskChange(episodes, taskId, caller)),
  );
  return main && [...main, ...others.flatMap((access) => access ?? [])];
};

const sentPerson = z.object({ practitionerId: z.string(), authority: z.string().optional() });

/** Nothing of another authority's people: the use case refuses that. */
const staffChange = ({ body, caller }: ChangeRequest): readonly AuditedAccess[] => {
  const { practitionerId: id, authority } = sentPerson.parse(body);
  if (authority !== undefined && !belongsTo(caller, authority)) return [];
  const byRight = caller.authorities === 'all' ? 'all-authorities' : 'own-authority';
  return [
    {
      what: { kind: 'staff', id, taskId: null, childId: null },
      why: id === caller.subject ? 'oneself' : byRight,
    },
  ];
};

/** Of whom it is, the absence itself says; the use case refuses one of another authority. */
const absenceChange = ({ params, caller }: ChangeRequest): readonly AuditedAccess[] => [
  {
    what: { kind: 'staff', id: params['absenceId'] ?? '', taskId: null, childId: null },
    why: caller.authorities === 'all' ? 'all-authorities' : 'own-authority',
  },
];

const calendarsChange = ({ caller }: ChangeRequest): readonly AuditedAccess[] => [
  {
    what: { kind: 'calendar-feeds', id: caller.subject, taskId: null, childId: null },
    why: 'oneself',
  },
];

const sentOfAuthority = z.object({ authority: z.string() });

/** The codes, or the releases, of an authority; nothing of another's: the use case refuses that. */
const authorityChange = (
  kind: 'codes' | 'releases',
  { body, caller }: ChangeRequest,
): readonly AuditedAccess[] => {
  const { authority } = sentOfAuthority.parse(body);
  if (!belongsTo(caller, authority)) return [];
  const what = { kind, id: authority, taskId: null, childId: null } as const;
  return [{ what, why: caller.authorities === 'all' ? 'all-authorities' : 'own-authority' }];
};

/** Of whom it is, the signal itself says; the use case refuses one of another authority. It holds no child. */
const signalChange = ({ params, caller }: ChangeRequest): readonly AuditedAccess[] => [
  {
    what: { kind: 'signal', id: params['signalId'] ?? '', taskId: null, childId: null },
    why: caller.authorities === 'all' ? 'all-authorities' : 'own-authority',
  },
];

const CHANGED = {
  task: (episodes, { params, caller }) => taskChange(episodes, params['taskId'] ?? '', caller),
  tasks: tasksChange,
  escalation: (episodes, { params, caller }) =>
    taskChange(episodes, readEscalationTaskId(params['escalationId'] ?? ''), caller),
  staff: (_, request) => Promise.resolve(staffChange(request)),
  absence: (_, request) => Promise.resolve(absenceChange(request)),
  codes: (_, request) => Promise.resolve(authorityChange('codes', request)),
  releases: (_, request) => Promise.resolve(authorityChange('releases', request)),
  signal: (_, request) => Promise.resolve(signalChange(request)),
  'own-calendars': (_, request) => Promise.resolve(calendarsChange(request)),
} as const satisfies Readonly<
  Record<
    string,
    (episodes: TaskReader, request: ChangeRequest) => Promise<readonly AuditedAccess[] | null>
  >
>;

/** What a request is about to change. */
export type ChangeAudit = keyof typeof CHANGED;

/** The records that a request wants to change; null when the caller may not know that they exist. */
export const recordsToChange = (
  kind: ChangeAudit,
  episodes: TaskReader,
  request: ChangeRequest,
): Promise<readonly AuditedAccess[] | null> => CHANGED[kind](episodes, request);
