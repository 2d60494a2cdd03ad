import { createAlert } from '../alerts/alert.ts';
import type { Caller } from '../access/caller.ts';
import type { AbsenceBody, AbsenceView, RecordedAbsenceView } from '../directory/absence-api.ts';
import { recordAbsence, withdrawAbsence } from '../directory/absences.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff } from '../directory/staff-store.ts';
import { toEpisodeId } from '../episodes/episode.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { StaffCasework } from './put-staff-member.ts';
import { retryUnallocated } from './retry-unallocated.ts';

/** The managers of a task's team hear that whoever has it will be away before it is done, but for the one who recorded it. */
const notifyManagers = async (
  dependencies: StaffCasework,
  { absence, tasks }: RecordedAbsenceView,
  { subject }: Caller,
  now: Instant,
): Promise<void> => {
  const { authority, absenceId } = absence;
  const { practitioners } = await readStaff(dependencies, authority);
  const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
  const alerts = tasks.map(async ({ taskId }) => {
    const stored = await dependencies.episodes.readState(toEpisodeId(taskId));
    const task = stored?.episode.task ?? null;
    if (task?.state !== 'open') return [];
    const about = { cause: `away#${absenceId}`, authority, task, quietHours };
    return chooseEscalationRecipients(['team-manager'], task, practitioners)
      .filter(({ practitionerId }) => practitionerId !== subject)
      .map(({ practitionerId: recipient }) =>
        createAlert({ ...about, recipient, kind: 'holder-away', wakesSender: true }, now),
      );
  });
  await dependencies.alerts.addAlerts((await Promise.all(alerts)).flat());
};

/** Records an absence. It moves no task; the managers hear of those that fall into it. A repeat adds nothing. */
export const recordStaffAbsence = async (
  dependencies: StaffCasework,
  body: AbsenceBody,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedAbsenceView>> => {
  const recorded = await recordAbsence(dependencies, body, caller);
  if (!('refusal' in recorded)) await notifyManagers(dependencies, recorded.value, caller, now);
  return recorded;
};

/** Withdraws an absence. Whoever is there again can have what the policy could give to nobody. */
export const withdrawStaffAbsence = async (
  dependencies: StaffCasework,
  absenceId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<AbsenceView>> => {
  const withdrawn = await withdrawAbsence(dependencies, absenceId, caller);
  if ('refusal' in withdrawn) return withdrawn;
  const { authority, practitionerId } = withdrawn.value;
  const { practitioners } = await readStaff(dependencies, authority);
  const person = practitioners.find((one) => one.practitionerId === practitionerId);
  if (person !== undefined && !person.inactive && person.role === 'practitioner')
    await retryUnallocated(dependencies, authority, person.teams, now);
  return withdrawn;
};
