import * as z from 'zod';
import { actionRequestFields, taskIdSchema, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import {
  NOT_FOUND,
  NOT_YOUR_ROLE,
  type Refusal,
  refuseBody,
  type Result,
} from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { readStaffMember } from '../directory/staff-store.ts';
import { type Practitioner, STAFF_ROLES, type StaffRole } from '../directory/staff.ts';
import { type Alert, createAlert } from '../alerts/alert.ts';
import {
  type Acknowledgement,
  type Escalation,
  type RaisedLevel,
  readRaisedForTask,
} from '../episodes/escalation.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { findReturnDueAt } from '../episodes/reference-record.ts';
import { type Decided, recordAction } from '../casework/record-action.ts';
import type { CaseworkDependencies, TaskRecord } from '../casework/task-record.ts';

export const acknowledgementBodySchema = z
  .strictObject({
    key: actionRequestFields.key,
    note: textSchema,
    planDate: z.iso.date().meta({
      description: 'London day by which it will be put right: today or later.',
    }),
  })
  .meta({ id: 'AcknowledgementBody' });
export type AcknowledgementBody = z.infer<typeof acknowledgementBodySchema>;

export interface AcknowledgementInput {
  readonly escalationId: string;
  readonly body: AcknowledgementBody;
}

/** For a level that the ladder no longer has. */
const DEFAULT_ROLES: readonly StaffRole[] = ['team-manager'];

const findNotifiedRoles = (
  { directory }: CaseworkDependencies,
  authority: string,
  { level }: RaisedLevel,
) =>
  findAuthoritySettings(directory, authority).ladder.find((one) => one.level === level)?.to ??
  DEFAULT_ROLES;

/**
 * The people who were notified, and those with a notified role or a higher one. Roles below head of
 * service must be in the team of the task, if it has one.
 */
const mayAcknowledge = (
  { practitionerId, role, teams, inactive }: Practitioner,
  { notified }: Escalation,
  team: string | null,
  roles: readonly StaffRole[],
): boolean => {
  if (inactive) return false;
  const lowest = Math.min(...roles.map((one) => STAFF_ROLES.indexOf(one)));
  const aboveTeams = role === 'head-of-service' || role === 'director';
  const near = aboveTeams || team === null || teams.includes(team);
  return notified.includes(practitionerId) || (STAFF_ROLES.indexOf(role) >= lowest && near);
};

const refuseAcknowledgement = (
  { mustAcknowledge }: Escalation,
  { acknowledged }: RaisedLevel,
  { planDate }: AcknowledgementBody,
  now: Instant,
): { readonly refusal: Refusal } | null => {
  if (!mustAcknowledge) {
    return refuseBody(
      'nothing-to-acknowledge',
      '',
      'This level is for information only: you do not need to acknowledge it.',
    );
  }
  if (acknowledged !== null) {
    return refuseBody('already-acknowledged', '', 'This escalation has already been acknowledged.');
  }
  return planDate < toLondonDate(now)
    ? refuseBody('day-in-the-past', '/planDate', 'Enter today or a later day.')
    : null;
};

const createAlerts = (
  dependencies: CaseworkDependencies,
  { task, stored }: TaskRecord,
  cause: string,
  { by, at, planDate }: Acknowledgement,
): readonly Alert[] => {
  const recipient = task.allocation?.practitioner ?? null;
  if (recipient === null || recipient === by) return [];
  const authority = stored.episode.responsibleAuthority;
  const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
  const content = { cause, recipient, authority, task, planDate, quietHours, wakesSender: true };
  return [createAlert({ ...content, kind: 'acknowledged' }, at)];
};

const decideAcknowledgement = async (
  dependencies: CaseworkDependencies,
  { escalationId, body }: AcknowledgementInput,
  record: TaskRecord,
  actionId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<Decided>> => {
  const { stored, task } = record;
  const isRequested = (one: RaisedLevel) => one.escalationId === escalationId;
  const level = stored.raised.find(isRequested);
  if (level === undefined) return NOT_FOUND;
  const { responsibleAuthority } = stored.episode;
  const escalation = await dependencies.episodes.readEscalation(escalationId);
  if (escalation === null) return NOT_FOUND;
  const person = await readStaffMember(dependencies, responsibleAuthority, caller.subject);
  const roles = findNotifiedRoles(dependencies, responsibleAuthority, level);
  if (person === null || !mayAcknowledge(person, escalation, task.team, roles))
    return NOT_YOUR_ROLE;
  const refused = refuseAcknowledgement(escalation, level, body, now);
  if (refused !== null) return refused;
  const { planDate, note } = body;
  const acknowledged = { by: caller.subject, at: now, planDate };
  return {
    value: {
      detail: { kind: 'acknowledgement', escalationId, level: level.level, planDate },
      texts: { note },
      raised: stored.raised.map((one) => (isRequested(one) ? { ...one, acknowledged } : one)),
      escalations: [{ ...escalation, acknowledged }],
      workedFor: findReturnDueAt(record.facts, level.dueAt),
      alerts: createAlerts(dependencies, record, actionId, acknowledged),
    },
  };
};

/** The task that an escalation is about now. Null when there is none with this id. */
export const findEscalatedTask = async (
  { episodes }: Pick<CaseworkDependencies, 'episodes'>,
  escalationId: string,
): Promise<string | null> => {
  if (!taskIdSchema.safeParse(readRaisedForTask(escalationId)).success) return null;
  return (await episodes.readEscalation(escalationId))?.taskId ?? null;
};

/**
 * Acknowledges an escalation with a note and the day by which it will be put right. The levels
 * above it are no longer raised, and the practitioner of the task is notified. Needs no task
 * version.
 */
export const acknowledgeEscalation = async (
  dependencies: CaseworkDependencies,
  input: AcknowledgementInput,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { escalationId, body } = input;
  const { key, ...content } = body;
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  const taskId = await findEscalatedTask(dependencies, escalationId);
  if (taskId === null) return NOT_FOUND;
  const request = {
    taskId,
    keyedBy: readRaisedForTask(escalationId),
    key,
    taskVersion: null,
    kind: 'acknowledgement',
    content: { escalationId, ...content },
  } as const;
  return recordAction(dependencies, request, caller, now, (record, actionId) =>
    decideAcknowledgement(dependencies, input, record, actionId, caller, now),
  );
};
