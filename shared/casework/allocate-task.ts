import * as z from 'zod';
import { actionRequestFields, happenedAtSchema, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { NOT_YOUR_ROLE, type Refusal, refuseBody, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff } from '../directory/staff-store.ts';
import { isAbsent, practitionerIdSchema, type Staff } from '../directory/staff.ts';
import { type Alert, createAlert } from '../alerts/alert.ts';
import type { AllocationBasis } from '../episodes/action.ts';
import { isIndependentOf, readChildInCare } from '../episodes/rules/interviewer.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Decision } from './record-action.ts';
import { recordWork, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

type Refused = { readonly refusal: Refusal };

/** Who asks for what, of which task, and everybody of its authority. */
interface Request {
  readonly body: AllocationBody;
  readonly caller: Caller;
  readonly record: TaskRecord;
  readonly staff: Staff;
  readonly now: Instant;
}

const basisOf = ({ practitioner }: AllocationBody, caller: Caller): AllocationBasis => {
  if (hasPermission(caller, 'allocateToOthers')) return 'manager';
  return practitioner === null ? 'hand-back' : 'take-over';
};

/** Managers give a task to anybody; a practitioner takes it, or hands back what is theirs. */
const refuseRole = ({ body: { practitioner }, caller, record }: Request): Refused | null => {
  if (hasPermission(caller, 'allocateToOthers')) return null;
  const concerned = practitioner ?? record.task.allocation?.practitioner;
  return concerned === caller.subject ? null : NOT_YOUR_ROLE;
};

const refuseClosed = ({ record: { task } }: Request): Refused | null =>
  task.state === 'closed' ? refuseBody('task-closed', '', 'The task has its outcome.') : null;

const refuseReason = ({ body, caller }: Request): Refused | null =>
  body.reason !== undefined || basisOf(body, caller) === 'take-over'
    ? null
    : refuseBody('reason-needed', '/reason', 'Say why it goes to somebody else, or to nobody.');

/** No decision of a person makes somebody independent, or brings them back; a full caseload it may pass over. */
const refusePractitioner = ({ body, record, staff, now }: Request): Refused | null => {
  const id = body.practitioner;
  if (id === null) return null;
  const person = staff.practitioners.find(({ practitionerId }) => practitionerId === id);
  if (person === undefined || person.inactive || person.role !== 'practitioner') {
    const message = 'The authority has no practitioner of this id at work.';
    return refuseBody('unknown-practitioner', '/practitioner', message);
  }
  const { episode, childId } = record.stored;
  if (!isIndependentOf(person, readChildInCare(episode, childId))) {
    const message = 'The interviewer must not be involved in the care of the child.';
    return refuseBody('not-independent', '/practitioner', message);
  }
  return isAbsent(id, staff.absences, now)
    ? refuseBody('on-leave', '/practitioner', 'They are away today.')
    : null;
};

/** Who loses it and who gets it; of what was handed back, those who must give it to somebody. */
const toldOf = ({ body, caller, record: { task }, staff }: Request): readonly string[] => {
  const handedBack = basisOf(body, caller) === 'hand-back';
  const people = handedBack
    ? chooseEscalationRecipients(['team-manager'], task, staff.practitioners).map(
        (one) => one.practitionerId,
      )
    : [body.practitioner, task.allocation?.practitioner ?? null];
  return [...new Set(people)].filter((id) => id !== null).filter((id) => id !== caller.subject);
};

const alertsOf = (
  request: Request,
  ports: CaseworkDependencies,
  cause: string,
): readonly Alert[] => {
  const { body, caller, record, now } = request;
  const { task, stored } = record;
  const authority = stored.episode.responsibleAuthority;
  const { quietHours } = findAuthoritySettings(ports.directory, authority);
  const kind = basisOf(body, caller) === 'hand-back' ? 'handed-back' : 'reallocated';
  return toldOf(request).map((recipient) =>
    createAlert({ cause, recipient, authority, kind, task, quietHours, wakesSender: true }, now),
  );
};

const decide = (
  request: Request,
  ports: CaseworkDependencies,
  actionId: string,
): Result<Decision> => {
  const { body, caller } = request;
  const refused =
    refuseRole(request) ??
    refuseClosed(request) ??
    refuseReason(request) ??
    refusePractitioner(request);
  if (refused !== null) return refused;
  const { practitioner, reason } = body;
  return {
    value: {
      detail: { kind: 'allocation', practitioner, basis: basisOf(body, caller), why: null },
      texts: { reason },
      alerts: alertsOf(request, ports, actionId),
    },
  };
};

/**
 * A task goes to somebody else, or to nobody. Managers give it, with a reason, to any practitioner
 * of the responsible authority, also over the cap: that is their decision. Practitioners take a task
 * over, or hand their own back with a reason. Nobody gets it who is not independent of the child, or
 * is away today. Who gets it and who loses it are told, unless they did it themselves; of a task
 * handed back, the managers of its team.
 */
export const allocateTask = (
  ports: CaseworkDependencies,
  input: WorkInput<AllocationBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { body } = input;
  return recordWork(ports, 'allocation', input, caller, now, async ({ record, actionId }) => {
    const staff = await readStaff(ports, record.stored.episode.responsibleAuthority);
    return decide({ body, caller, record, staff, now }, ports, actionId);
  });
};

/** That somebody gets a task, or gives it back. */
export const allocationBodySchema = z
  .strictObject({
    ...actionRequestFields,
    practitioner: practitionerIdSchema
      .nullable()
      .meta({ description: 'Who gets the task; null: nobody has it from now on.' }),
    reason: textSchema
      .optional()
      .meta({ description: 'Needed, but when a practitioner takes a task over.' }),
    happenedAt: happenedAtSchema,
  })
  .meta({ id: 'AllocationBody' });

export type AllocationBody = z.infer<typeof allocationBodySchema>;
