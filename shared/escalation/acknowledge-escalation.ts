import * as z from 'zod';
import { actionRequestFields, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import {
  NOT_FOUND,
  NOT_YOUR_ROLE,
  type Refusal,
  refuseBody,
  type Result,
} from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { readStaffMember } from '../directory/staff-store.ts';
import { type Practitioner, STAFF_ROLES, type StaffRole } from '../directory/staff.ts';
import { type Alert, createAlert } from '../alerts/alert.ts';
import {
  type Acknowledgement,
  createEscalationId,
  type Escalation,
  type RaisedLevel,
  readEscalationTaskId,
} from '../episodes/escalation.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { type Decided, recordAction } from '../casework/record-action.ts';
import type { CaseworkDependencies, TaskRecord } from '../casework/task-record.ts';

/** What somebody sends about an escalation. */
export interface AcknowledgementInput {
  readonly escalationId: string;
  readonly body: AcknowledgementBody;
}

/** A level that left the ladder since it was raised is still for managers. */
const DEFAULT_TO: readonly StaffRole[] = ['team-manager'];

const rolesTold = (ports: CaseworkDependencies, authority: string, { level }: RaisedLevel) =>
  findAuthoritySettings(ports.directory, authority).ladder.find((one) => one.level === level)?.to ??
  DEFAULT_TO;

/**
 * Whoever was told; else a person of a role that is told, or of a higher one: of the task's team, unless
 * they stand above teams or the task has none.
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
    return refuseBody('nothing-to-acknowledge', '', 'This level only tells; nobody answers it.');
  }
  if (acknowledged !== null) {
    return refuseBody('already-acknowledged', '', 'Somebody has acknowledged it.');
  }
  return planDate < londonDateOf(now)
    ? refuseBody('day-in-the-past', '/planDate', 'Plan for today or a later day.')
    : null;
};

const alertsTo = (
  ports: CaseworkDependencies,
  { task, stored }: TaskRecord,
  cause: string,
  { by, at, planDate }: Acknowledgement,
): readonly Alert[] => {
  const recipient = task.allocation?.practitioner ?? null;
  if (recipient === null || recipient === by) return [];
  const authority = stored.episode.responsibleAuthority;
  const { quietHours } = findAuthoritySettings(ports.directory, authority);
  const about = { cause, recipient, authority, task, planDate, quietHours, wakesSender: true };
  return [createAlert({ ...about, kind: 'acknowledged' }, at)];
};

const decideAcknowledgement = async (
  ports: CaseworkDependencies,
  { escalationId, body }: AcknowledgementInput,
  record: TaskRecord,
  actionId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<Decided>> => {
  const { stored, task } = record;
  const isIt = (one: RaisedLevel) => createEscalationId(task.taskId, one) === escalationId;
  const level = stored.raised.find(isIt);
  if (level === undefined) return NOT_FOUND;
  const { responsibleAuthority, episodeId } = stored.episode;
  const escalation = await ports.episodes.readEscalation(episodeId, level);
  if (escalation === null) return NOT_FOUND;
  const person = await readStaffMember(ports, responsibleAuthority, caller.subject);
  const roles = rolesTold(ports, responsibleAuthority, level);
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
      raised: stored.raised.map((one) => (isIt(one) ? { ...one, acknowledged } : one)),
      escalations: [{ ...escalation, acknowledged }],
      alerts: alertsTo(ports, record, actionId, acknowledged),
    },
  };
};

/**
 * Takes an escalation up: the person of a role that was told, or a higher one, with a note and the day
 * by which it is to be put right. It climbs no further from there, and the task's practitioner is
 * told. What else happened to the task meanwhile does not matter, so it asks for no version.
 */
export const acknowledgeEscalation = (
  ports: CaseworkDependencies,
  input: AcknowledgementInput,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { escalationId, body } = input;
  const { key, ...told } = body;
  const request = {
    taskId: readEscalationTaskId(escalationId),
    key,
    taskVersion: null,
    kind: 'acknowledgement',
    content: { escalationId, ...told },
  } as const;
  return recordAction(ports, request, caller, now, (record, actionId) =>
    decideAcknowledgement(ports, input, record, actionId, caller, now),
  );
};

/** That a person takes an escalation up: it climbs no further from there. */
export const acknowledgementBodySchema = z
  .strictObject({
    key: actionRequestFields.key,
    note: textSchema,
    planDate: z.iso
      .date()
      .meta({ description: 'By when it is to be put right: today or later, in London.' }),
  })
  .meta({ id: 'AcknowledgementBody' });

export type AcknowledgementBody = z.infer<typeof acknowledgementBodySchema>;
