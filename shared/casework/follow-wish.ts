import type { Caller } from '../access/caller.ts';
import { type Alert, createAlert } from '../alerts/alert.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff } from '../directory/staff-store.ts';
import type { Caseload, Practitioner, Staff } from '../directory/staff.ts';
import { listGivenIds, readChildInCare } from '../episodes/rules/interviewer.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuseBody, type Result } from '../kernel/result.ts';
import { readFitness } from './choose-practitioner.ts';
import { createFollowingId, type Decision } from './build-action-change.ts';
import type { Work } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

/** The allocation that follows from the wish of the child, and who hears of it. */
export type FollowedWish = Pick<Decision, 'follows' | 'alerts' | 'claim'>;

interface Wish {
  readonly work: Work;
  readonly staff: Staff;
  readonly person: Practitioner;
  readonly caseload: Caseload;
}

const readWish = async (
  dependencies: CaseworkDependencies,
  work: Work,
  wished: string,
): Promise<Wish | null> => {
  const staff = await readStaff(dependencies, work.record.stored.episode.responsibleAuthority);
  const person = staff.practitioners.find(
    ({ practitionerId, role, inactive }) =>
      practitionerId === wished && role === 'practitioner' && !inactive,
  );
  if (person === undefined) return null;
  return { work, staff, person, caseload: await dependencies.staff.readCaseload(wished) };
};

/** By the rules of the policy: independent, there when it is due, with room. */
const canHave = async (
  { episodes }: CaseworkDependencies,
  { work, staff, person, caseload }: Wish,
  now: Instant,
): Promise<boolean> => {
  const { stored, task } = work.record;
  const children = await episodes.readChildren(listGivenIds(stored));
  const { taskId, team, dueAt } = task;
  const { practitionerId: wished } = person;
  const child = readChildInCare(stored.episode, stored, children);
  const question = { taskId, team, dueAt, child, wished, known: [], staff, urgentHours: 0 };
  const loads = new Map([[wished, caseload.tasks]]);
  return readFitness(person, question, loads, now) === 'candidate';
};

type Notify = (kind: Alert['kind'], recipients: readonly string[]) => readonly Alert[];

/** Whoever recorded the wish is answered with the task as it is then. */
const createNotify = (
  { directory }: CaseworkDependencies,
  { record: { stored, task }, actionId }: Work,
  { subject }: Caller,
  now: Instant,
): Notify => {
  const authority = stored.episode.responsibleAuthority;
  const { quietHours } = findAuthoritySettings(directory, authority);
  const cause = createFollowingId(task.taskId, actionId, 'allocation');
  const about = { cause, authority, task, quietHours, wakesSender: true };
  return (kind, recipients) =>
    recipients
      .filter((recipient) => recipient !== subject)
      .map((recipient) => createAlert({ ...about, kind, recipient }, now));
};

const giveTask = ({ work, person, caseload }: Wish, notify: Notify): FollowedWish => {
  const former = work.record.task.allocation?.practitioner ?? null;
  const { practitionerId: practitioner } = person;
  return {
    follows: [{ kind: 'allocation', practitioner, basis: 'child-wish', why: null }],
    claim: caseload,
    alerts: [
      ...notify(former === null ? 'new-task' : 'reallocated', [practitioner]),
      ...notify('no-longer-yours', former === null ? [] : [former]),
    ],
  };
};

/** An open task goes to whom the child asked for; where it cannot, the managers of its team decide (decision 0043). */
export const followWish = async (
  dependencies: CaseworkDependencies,
  work: Work,
  wished: string,
  caller: Caller,
  now: Instant,
): Promise<Result<FollowedWish>> => {
  const wish = await readWish(dependencies, work, wished);
  if (wish === null) {
    const message =
      'The authority has no active practitioner with this id. Enter the wish in words (`wish`).';
    return refuseBody('unknown-practitioner', '/visitNeeds/wishedPractitioner', message);
  }
  const { task } = work.record;
  if (task.state !== 'open' || task.allocation?.practitioner === wished) return { value: {} };
  const notify = createNotify(dependencies, work, caller, now);
  if (await canHave(dependencies, wish, now)) return { value: giveTask(wish, notify) };
  const managers = chooseEscalationRecipients(['team-manager'], task, wish.staff.practitioners);
  const ids = managers.map(({ practitionerId }) => practitionerId);
  return { value: { alerts: notify('decide-who', ids) } };
};
