import * as z from 'zod';
import { actionRequestFields, happenedAtSchema, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { NOT_YOUR_ROLE, type Refusal, refuseBody, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff } from '../directory/staff-store.ts';
import { isAbsentWhenDue, practitionerIdSchema, type Staff } from '../directory/staff.ts';
import { type Alert, createAlert } from '../alerts/alert.ts';
import type { AllocationBasis } from '../episodes/action.ts';
import type { DecidedChildren } from '../episodes/rules/child-matches.ts';
import { isIndependentOf, listGivenIds, readChildInCare } from '../episodes/rules/interviewer.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Decision } from './build-action-change.ts';
import { recordWork, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

export const allocationBodySchema = z
  .strictObject({
    ...actionRequestFields,
    practitioner: practitionerIdSchema
      .nullable()
      .meta({ description: 'Who gets the task. Null: nobody has the task any more.' }),
    reason: textSchema
      .optional()
      .meta({ description: 'Required, except when a practitioner takes over a task.' }),
    happenedAt: happenedAtSchema,
  })
  .meta({ id: 'AllocationBody' });
export type AllocationBody = z.infer<typeof allocationBodySchema>;

type Refused = { readonly refusal: Refusal };

interface Request {
  readonly body: AllocationBody;
  readonly caller: Caller;
  readonly record: TaskRecord;
  readonly staff: Staff;
  readonly children: DecidedChildren;
  readonly now: Instant;
}

const chooseBasis = ({ practitioner }: AllocationBody, caller: Caller): AllocationBasis => {
  if (hasPermission(caller, 'allocateToOthers')) return 'manager';
  return practitioner === null ? 'hand-back' : 'take-over';
};

const refuseRole = ({ body: { practitioner }, caller, record }: Request): Refused | null => {
  if (hasPermission(caller, 'allocateToOthers')) return null;
  const concerned = practitioner ?? record.task.allocation?.practitioner;
  return concerned === caller.subject ? null : NOT_YOUR_ROLE;
};

const refuseClosed = ({ record: { task } }: Request): Refused | null =>
  task.state === 'closed' ? refuseBody('task-closed', '', 'The task has an outcome.') : null;

const refuseReason = ({ body, caller }: Request): Refused | null =>
  body.reason !== undefined || chooseBasis(body, caller) === 'take-over'
    ? null
    : refuseBody(
        'reason-needed',
        '/reason',
        'Enter why you are reallocating the task or handing it back.',
      );

/** A manager can exceed the caseload cap, but cannot waive independence (DfE 2014) or an absence. */
const refusePractitioner = ({ body, record, staff, children, now }: Request): Refused | null => {
  const id = body.practitioner;
  if (id === null) return null;
  const person = staff.practitioners.find(({ practitionerId }) => practitionerId === id);
  if (person === undefined || person.inactive || person.role !== 'practitioner') {
    const message = 'The authority has no active practitioner with this id.';
    return refuseBody('unknown-practitioner', '/practitioner', message);
  }
  const { stored } = record;
  if (!isIndependentOf(person, readChildInCare(stored.episode, stored, children))) {
    const message = 'Choose a practitioner who is not involved in the care of the child.';
    return refuseBody('not-independent', '/practitioner', message);
  }
  return isAbsentWhenDue(id, staff.absences, record.task.dueAt, now)
    ? refuseBody(
        'on-leave',
        '/practitioner',
        'This practitioner is away when the interview is to be held.',
      )
    : null;
};

interface Notified {
  readonly recipient: string;
  readonly kind: 'reallocated' | 'no-longer-yours' | 'handed-back';
}

/** Who gets it and who loses it; after a hand-back, the managers of the team. Never the caller, who did it. */
const listNotified = (request: Request): readonly Notified[] => {
  const { body, caller, record, staff } = request;
  const former = record.task.allocation?.practitioner ?? null;
  if (chooseBasis(body, caller) === 'hand-back') {
    return chooseEscalationRecipients(['team-manager'], record.task, staff.practitioners).map(
      ({ practitionerId: recipient }) => ({ recipient, kind: 'handed-back' }),
    );
  }
  const { practitioner } = body;
  return [
    ...(practitioner === null ? [] : [{ recipient: practitioner, kind: 'reallocated' as const }]),
    ...(former === null || former === practitioner
      ? []
      : [{ recipient: former, kind: 'no-longer-yours' as const }]),
  ];
};

const createAlerts = (
  request: Request,
  dependencies: CaseworkDependencies,
  cause: string,
): readonly Alert[] => {
  const { caller, record, now } = request;
  const { task, stored } = record;
  const authority = stored.episode.responsibleAuthority;
  const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
  return listNotified(request)
    .filter(({ recipient }) => recipient !== caller.subject)
    .map((notified) =>
      createAlert({ cause, ...notified, authority, task, quietHours, wakesSender: true }, now),
    );
};

const decide = (
  request: Request,
  dependencies: CaseworkDependencies,
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
      detail: { kind: 'allocation', practitioner, basis: chooseBasis(body, caller), why: null },
      texts: { reason },
      alerts: createAlerts(request, dependencies, actionId),
    },
  };
};

/**
 * Managers give a task to any practitioner of the responsible authority, with a reason, also over
 * the cap. Practitioners take over a task, or hand back their own with a reason.
 */
export const allocateTask = (
  dependencies: CaseworkDependencies,
  input: WorkInput<AllocationBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { body } = input;
  return recordWork(
    dependencies,
    'allocation',
    input,
    caller,
    now,
    async ({ record, actionId }) => {
      const { stored } = record;
      const [staff, children] = await Promise.all([
        readStaff(dependencies, stored.episode.responsibleAuthority),
        dependencies.episodes.readChildren(listGivenIds(stored)),
      ]);
      return decide({ body, caller, record, staff, children, now }, dependencies, actionId);
    },
  );
};
