import type { Caller } from '../access/caller.ts';
import type { Practitioner } from '../directory/staff.ts';
import { readStaffMember } from '../directory/staff-store.ts';
import type { Action } from '../episodes/action.ts';
import { refuseBody } from '../kernel/result.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

/** A manager of the team, or above, who is active. */
export const managesTeam = (
  { role, teams, inactive }: Practitioner,
  team: string | null,
): boolean => {
  if (inactive || role === 'practitioner') return false;
  return role !== 'team-manager' || team === null || teams.includes(team);
};

/** What a child said, or a colleague did, is put right by who recorded it, who has the task, or the team's manager. */
export const refuseOthersCorrection = async (
  dependencies: Pick<CaseworkDependencies, 'staff' | 'directory'>,
  { stored, task }: TaskRecord,
  action: Pick<Action, 'by'>,
  { subject }: Caller,
) => {
  if (action.by === subject || task.allocation?.practitioner === subject) return null;
  const authority = stored.episode.responsibleAuthority;
  const person = await readStaffMember(dependencies, authority, subject);
  if (person !== null && managesTeam(person, task.team)) return null;
  const message =
    'Only the person who recorded this, the practitioner of the task or a manager of its team can change it.';
  return refuseBody('not-yours-to-correct', '/corrects', message);
};
