import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  countUrgent,
  isAbsent,
  type OpenTasks,
  type Practitioner,
  type Staff,
} from '../directory/staff.ts';
import type { AllocationBasis, CandidateCounts } from '../episodes/action.ts';
import { type ChildInCare, isIndependentOf } from '../episodes/rules/interviewer.ts';

/** A task to allocate. */
export interface TaskToAllocate {
  readonly taskId: string;
  readonly team: string;
  readonly child: ChildInCare;
  /** Ids of practitioners who know the child already, the best first; of any team of the authority. */
  readonly known: readonly string[];
  readonly staff: Staff;
  /** A task is urgent when it is past due or due within so many hours. */
  readonly urgentHours: number;
}

/** Whom the policy takes, why, and whom it considered; nobody when none is suitable. */
export type AllocationChoice =
  | {
      readonly practitioner: string;
      readonly basis: Extract<AllocationBasis, 'continuity' | 'least-load'>;
      readonly considered: CandidateCounts;
    }
  | { readonly practitioner: null; readonly considered: CandidateCounts };

type Fitness = 'candidate' | 'at-cap' | 'absent' | 'not-independent';

const isPractitioner = ({ role, inactive }: Practitioner): boolean =>
  role === 'practitioner' && !inactive;

const membersOf = ({ team, staff }: TaskToAllocate): readonly Practitioner[] =>
  staff.practitioners.filter((one) => isPractitioner(one) && one.teams.includes(team));

const knownOf = ({ known, staff }: TaskToAllocate): readonly Practitioner[] =>
  known.flatMap((id) =>
    staff.practitioners.filter((one) => isPractitioner(one) && one.practitionerId === id),
  );

/** Whose open tasks the policy must know: the practitioners of the team, and those who know the child. */
export const listCandidateIds = (question: TaskToAllocate): readonly string[] => [
  ...new Set(
    [...knownOf(question), ...membersOf(question)].map(({ practitionerId }) => practitionerId),
  ),
];

/** Few urgent tasks, then few tasks; then an order that differs from task to task, so that nobody is always first. */
const loadOf = (
  id: string,
  tasks: OpenTasks,
  { taskId, urgentHours }: TaskToAllocate,
  now: Instant,
) => {
  return {
    id,
    urgent: countUrgent(tasks, urgentHours, now),
    open: tasks.length,
    turn: hash('turn', taskId, id),
  };
};

type Load = ReturnType<typeof loadOf>;

const byLoad = (a: Load, b: Load): number =>
  a.urgent - b.urgent || a.open - b.open || (a.turn < b.turn ? -1 : 1);

const count = (fitness: readonly Fitness[], wanted: Fitness): number =>
  fitness.filter((one) => one === wanted).length;

const countFitness = (fitness: readonly Fitness[]): CandidateCounts => ({
  candidates: count(fitness, 'candidate'),
  atCap: count(fitness, 'at-cap'),
  absent: count(fitness, 'absent'),
  notIndependent: count(fitness, 'not-independent'),
});

/**
 * Who gets a task that nobody had: the practitioner who knows the child, else the one of the team
 * with the least urgent load. Never one who is not independent of the child, is away on that day in
 * London, or is at their cap. Somebody whose open tasks are not given counts as having none.
 */
export const choosePractitioner = (
  question: TaskToAllocate,
  caseloads: ReadonlyMap<string, OpenTasks>,
  now: Instant,
): AllocationChoice => {
  const tasksOf = (id: string): OpenTasks => caseloads.get(id) ?? [];
  const fitnessOf = (one: Practitioner): Fitness => {
    const { practitionerId: id, caseloadCap } = one;
    if (!isIndependentOf(one, question.child)) return 'not-independent';
    if (isAbsent(id, question.staff.absences, now)) return 'absent';
    return caseloadCap !== null && tasksOf(id).length >= caseloadCap ? 'at-cap' : 'candidate';
  };
  const fits = (one: Practitioner): boolean => fitnessOf(one) === 'candidate';
  const members = membersOf(question);
  const considered = countFitness(members.map(fitnessOf));
  const known = knownOf(question).find(fits);
  if (known !== undefined) {
    return { practitioner: known.practitionerId, basis: 'continuity', considered };
  }
  const [least] = members
    .filter(fits)
    .map(({ practitionerId: id }) => loadOf(id, tasksOf(id), question, now))
    .sort(byLoad);
  return least === undefined
    ? { practitioner: null, considered }
    : { practitioner: least.id, basis: 'least-load', considered };
};
