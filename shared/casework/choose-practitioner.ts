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

export interface TaskToAllocate {
  readonly taskId: string;
  readonly team: string;
  readonly child: ChildInCare;
  /** The authority's practitioners who already know the child, best first. */
  readonly known: readonly string[];
  readonly staff: Staff;
  /** A task is urgent when it is overdue or due within this many hours. */
  readonly urgentHours: number;
}

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

const listTeam = ({ team, staff }: TaskToAllocate): readonly Practitioner[] =>
  staff.practitioners.filter((one) => isPractitioner(one) && one.teams.includes(team));

const listKnown = ({ known, staff }: TaskToAllocate): readonly Practitioner[] =>
  known.flatMap((id) =>
    staff.practitioners.filter((one) => isPractitioner(one) && one.practitionerId === id),
  );

/**
 * The practitioners whose caseloads `choosePractitioner` needs: the team, and those who know the
 * child.
 */
export const listCandidateIds = (question: TaskToAllocate): readonly string[] => [
  ...new Set(
    [...listKnown(question), ...listTeam(question)].map(({ practitionerId }) => practitionerId),
  ),
];

/**
 * Fewest urgent tasks, then fewest tasks, then an order that differs for each task, so that the
 * same person is not always first.
 */
const readLoad = (
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

type Load = ReturnType<typeof readLoad>;

const compareLoads = (a: Load, b: Load): number =>
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
 * The practitioner who knows the child, else the one in the team with the least urgent load. Never one
 * who is not independent of the child (DfE 2014), is away on that London day, or is at their cap. A
 * practitioner missing from `caseloads` counts as having no tasks.
 */
export const choosePractitioner = (
  question: TaskToAllocate,
  caseloads: ReadonlyMap<string, OpenTasks>,
  now: Instant,
): AllocationChoice => {
  const readTasks = (id: string): OpenTasks => caseloads.get(id) ?? [];
  const readFitness = (one: Practitioner): Fitness => {
    const { practitionerId: id, caseloadCap } = one;
    if (!isIndependentOf(one, question.child)) return 'not-independent';
    if (isAbsent(id, question.staff.absences, now)) return 'absent';
    return caseloadCap !== null && readTasks(id).length >= caseloadCap ? 'at-cap' : 'candidate';
  };
  const isCandidate = (one: Practitioner): boolean => readFitness(one) === 'candidate';
  const team = listTeam(question);
  const considered = countFitness(team.map(readFitness));
  const known = listKnown(question).find(isCandidate);
  if (known !== undefined) {
    return { practitioner: known.practitionerId, basis: 'continuity', considered };
  }
  const [least] = team
    .filter(isCandidate)
    .map(({ practitionerId: id }) => readLoad(id, readTasks(id), question, now))
    .sort(compareLoads);
  return least === undefined
    ? { practitioner: null, considered }
    : { practitioner: least.id, basis: 'least-load', considered };
};
