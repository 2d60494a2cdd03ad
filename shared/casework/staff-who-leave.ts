import type { Caller } from '../access/caller.ts';
import type { Practitioner } from '../directory/staff.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { readStaff } from '../directory/staff-store.ts';
import { createAlert } from '../alerts/alert.ts';
import { type Decided, recordAction } from './record-action.ts';
import type { ActionDependencies, TaskRecord } from './task-record.ts';

const REASON = 'Is no longer on the staff.';

/** The managers of the team hear of it, but for the one who did it. */
const decideHandBack = async (
  dependencies: ActionDependencies,
  practitionerId: string,
  { stored, task }: TaskRecord,
  actionId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<Decided>> => {
  const detail = { kind: 'allocation', practitioner: null, basis: 'left', why: null } as const;
  if (task.allocation?.practitioner !== practitionerId) return { refusal: { problem: 'stale' } };
  const authority = stored.episode.responsibleAuthority;
  const { practitioners } = await readStaff(dependencies, authority);
  const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
  const about = { cause: actionId, kind: 'handed-back', authority, task, quietHours } as const;
  const alerts = chooseEscalationRecipients(['team-manager'], task, practitioners)
    .filter((manager) => manager.practitionerId !== caller.subject)
    .map(({ practitionerId: recipient }) =>
      createAlert({ ...about, recipient, wakesSender: true }, now),
    );
  return { value: { detail, texts: { reason: REASON }, alerts } };
};

/** What somebody who left had goes back to the team: the ladder and the managers see it as unallocated. */
export const handBackTasks = async (
  dependencies: ActionDependencies,
  { practitionerId, version }: Pick<Practitioner, 'practitionerId' | 'version'>,
  caller: Caller,
  now: Instant,
): Promise<void> => {
  const { tasks } = await dependencies.staff.readCaseload(practitionerId);
  for (const { taskId } of tasks) {
    const content = { practitioner: null, reason: REASON };
    const key = `left-${practitionerId}-${String(version)}`;
    const request = { taskId, key, taskVersion: null, kind: 'allocation', content } as const;
    await recordAction(dependencies, request, caller, now, (record, actionId) =>
      decideHandBack(dependencies, practitionerId, record, actionId, caller, now),
    );
  }
};
