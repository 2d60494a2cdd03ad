import type { Alert } from '../alerts/alert.ts';
import { createAlert } from '../alerts/alert.ts';
import type { Caller } from '../access/caller.ts';
import type { Decision } from '../casework/build-action-change.ts';
import type { CaseworkDependencies, WorkRecord } from '../casework/task-record.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import type { LadderRecipient } from '../directory/ladder.ts';
import { readStaffMember } from '../directory/staff-store.ts';
import { type Practitioner, STAFF_ROLES } from '../directory/staff.ts';
import { addWorkingDays } from '../directory/working-days.ts';
import {
  type Acknowledgement,
  type Escalation,
  type RaisedLevel,
  readPresentPlan,
  readRaisedForTask,
} from '../episodes/escalation.ts';
import { findLevel } from '../episodes/rules/ladder.ts';
import { findReturnDueAt } from '../episodes/reference-record.ts';
import { taskIdSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { formatLondonDay, toLondonDate } from '../kernel/london-time.ts';
import {
  NOT_FOUND,
  NOT_YOUR_ROLE,
  type Refusal,
  refuseBody,
  type Result,
} from '../kernel/result.ts';

export const PLAN_DATE_DESCRIPTION =
  'London day by which it will be put right: today or later, and within the working days that the authority allows.';

/** For a level that the ladder no longer has, or that went to whoever had acknowledged. */
const DEFAULT_ROLES: readonly LadderRecipient[] = ['team-manager'];

const findNotifiedRoles = (
  { directory }: CaseworkDependencies,
  authority: string,
  { level }: RaisedLevel,
): readonly LadderRecipient[] =>
  findLevel(findAuthoritySettings(directory, authority), level)?.to ?? DEFAULT_ROLES;

const findLowest = (roles: readonly LadderRecipient[]): number => {
  const ranks = STAFF_ROLES.flatMap((role, rank) => (roles.includes(role) ? [rank] : []));
  return ranks[0] ?? STAFF_ROLES.indexOf('team-manager');
};

/**
 * The people who were notified, and those with a notified role or a higher one. Roles below head of
 * service must be in the team of the task, if it has one.
 */
const mayAcknowledge = (
  { practitionerId, role, teams, inactive }: Practitioner,
  { notified, team }: Escalation,
  roles: readonly LadderRecipient[],
): boolean => {
  if (inactive) return false;
  const aboveTeams = role === 'head-of-service' || role === 'director';
  const near = aboveTeams || team === null || teams.includes(team);
  return (
    notified.includes(practitionerId) || (STAFF_ROLES.indexOf(role) >= findLowest(roles) && near)
  );
};

/** The task that an escalation is about now. Null when there is none with this id. */
export const findEscalatedTask = async (
  { episodes }: Pick<CaseworkDependencies, 'episodes'>,
  escalationId: string,
): Promise<string | null> => {
  if (!taskIdSchema.safeParse(readRaisedForTask(escalationId)).success) return null;
  return (await episodes.readEscalation(escalationId))?.taskId ?? null;
};

export interface OwnEscalation {
  readonly level: RaisedLevel;
  readonly escalation: Escalation;
}

/** The escalation of this task, for somebody who may acknowledge it and change its plan. */
export const findOwnEscalation = async (
  dependencies: CaseworkDependencies,
  escalationId: string,
  { stored }: WorkRecord,
  caller: Caller,
): Promise<Result<OwnEscalation>> => {
  const escalation = await dependencies.episodes.readEscalation(escalationId);
  if (escalation === null) return NOT_FOUND;
  const { responsibleAuthority } = stored.episode;
  const level = stored.raised.find((one) => one.escalationId === escalationId);
  if (level === undefined) return escalation.closedAt === null ? NOT_FOUND : refuseClosed();
  const person = await readStaffMember(dependencies, responsibleAuthority, caller.subject);
  const roles = findNotifiedRoles(dependencies, responsibleAuthority, level);
  return person === null || !mayAcknowledge(person, escalation, roles)
    ? NOT_YOUR_ROLE
    : { value: { level, escalation } };
};

export const refuseClosed = () =>
  refuseBody(
    'escalation-closed',
    '',
    'There is nothing left to acknowledge: the task is closed, or was escalated again since. Look at the task.',
  );

/** A plan is for days, not for weeks: what takes longer is planned again, with a reason. */
export const refusePlanDate = (
  { directory }: CaseworkDependencies,
  { stored }: WorkRecord,
  planDate: string,
  now: Instant,
): { readonly refusal: Refusal } | null => {
  const today = toLondonDate(now);
  if (planDate < today)
    return refuseBody('day-in-the-past', '/planDate', 'Enter today or a later day.');
  const settings = findAuthoritySettings(directory, stored.episode.responsibleAuthority);
  const { workingDaysOfPlan: days } = settings;
  const last = addWorkingDays(directory, today, days);
  if (planDate <= last) return null;
  const said = formatLondonDay(last, now);
  return refuseBody(
    'plan-too-far-ahead',
    '/planDate',
    `Enter a day within ${days} working ${days === 1 ? 'day' : 'days'}: ${said} at the latest. You can renew the plan then.`,
  );
};

/** What is written when a level is acknowledged or its plan renewed. */
export const planChange = (
  { stored, facts }: WorkRecord,
  escalation: Escalation,
  acknowledged: Acknowledgement,
): Pick<Decision, 'raised' | 'escalations' | 'workedFor'> => ({
  raised: stored.raised.map((one) =>
    one.escalationId === escalation.escalationId ? { ...one, acknowledged } : one,
  ),
  escalations: [{ ...escalation, acknowledged }],
  workedFor: findReturnDueAt(facts, escalation.dueAt),
});

/** The practitioner of the task hears what is planned. */
export const createPlanAlerts = (
  dependencies: CaseworkDependencies,
  { stored }: WorkRecord,
  cause: string,
  acknowledged: Acknowledgement,
): readonly Alert[] => {
  const { by, at, planDate } = readPresentPlan(acknowledged);
  const { task } = stored.episode;
  const recipient = task?.allocation?.practitioner ?? null;
  if (recipient === null || recipient === by) return [];
  const authority = stored.episode.responsibleAuthority;
  const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
  const content = { cause, recipient, authority, task, planDate, quietHours, wakesSender: true };
  return [createAlert({ ...content, kind: 'acknowledged' }, at)];
};
