import type { Caller } from '../access/caller.ts';
import { readStaffMember } from '../directory/staff-store.ts';
import { isIndependentOf, listGivenIds, readChildInCare } from '../episodes/rules/interviewer.ts';
import { refuseBody, type Result } from '../kernel/result.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

type Dependencies = Pick<CaseworkDependencies, 'episodes' | 'staff' | 'directory'>;

/** By the ties of the staff record, as they are now. Somebody without a record has none. */
export const isIndependent = async (
  dependencies: Dependencies,
  { stored }: TaskRecord,
  practitionerId: string,
): Promise<boolean> => {
  const { episode } = stored;
  const [person, children] = await Promise.all([
    readStaffMember(dependencies, episode.responsibleAuthority, practitionerId),
    dependencies.episodes.readChildren(listGivenIds(stored)),
  ]);
  return person === null || isIndependentOf(person, readChildInCare(episode, stored, children));
};

/**
 * The interviewer is independent of the child's care (DfE 2014). Ties can have been added since the task was allocated, so
 * it is asked again: somebody with a tie is refused, unless the child asked for them.
 */
export const checkIndependence = async (
  dependencies: Dependencies,
  record: TaskRecord,
  { subject }: Caller,
  childAskedFor: string | undefined,
): Promise<Result<boolean>> => {
  const isTrue = await isIndependent(dependencies, record, subject);
  if (isTrue || childAskedFor !== undefined) return { value: isTrue };
  const message =
    'You are involved in the care of this child. Ask a colleague to hold the interview. If the child asked for you, describe how and why.';
  return refuseBody('not-independent', '/childAskedFor', message);
};
