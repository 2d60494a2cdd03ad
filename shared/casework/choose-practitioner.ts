import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  countUrgent,
  isAbsentWhenDue,
  type OpenTasks,
  type Practitioner,
  type Staff,
} from '../directory/staff.ts';
import type { AllocationBasis, CandidateCounts } from '../episodes/action.ts';
import { type ChildInCare, isIndependentOf } from '../episodes/rules/interviewer.ts';

export interface TaskToAllocate {
  readonly taskId: string;
  /** Null when it is not known. */
  readonly team: string | null;
  readonly dueAt: Instant | null;
  readonly child: ChildInCare;
  /** For whom the child asked; null for nobody. */
  readonly wished: string | null;
  /** The authority's practitioners who already know the child, best first. */
  readonly known: readonly string[];
  readonly staff: Staff;
  /** A task is urgent when it is overdue or due within this many hours. */
  readonly urgentHours: number;
}

export type AllocationChoice =
  | {
      readonly practitioner: string;
      readonly basis: Extract<AllocationBasis, 'child-wish' | 'continuity' | 'least-load'>;
      readonly considered: CandidateCounts;
    }
  | {
      readonly practitioner: null;
      readonly considered: CandidateCounts;
      /** Whoever the child asked for, or who knows them, has no room: a manager decides, rather than that a stranger goes. */
      readonly isForManager: boolean;
    };

export const FITNESS = ['candidate', 'at-cap', 'absent', 'not-independent'] as const;
export type Fitness = (typeof FITNESS)[number];

const isPractitioner = ({ role, inactive }: Practitioner): boolean =>
  role === 'practitioner' && !inactive;

const listTeam = ({ team, staff }: TaskToAllocate): readonly Practitioner[] =>
  staff.practitioners.filter(
    (one) => isPractitioner(one) && team !== null && one.teams.includes(team),
  );

const listByIds = (ids: readonly string[], { staff }: TaskToAllocate): readonly Practitioner[] =>
  ids.flatMap((id) =>
    staff.practitioners.filter((one) => isPractitioner(one) && one.practitionerId === id),
  );

/** For whom the child asked comes before whom they know. */
const listPreferred = (question: TaskToAllocate): readonly Practitioner[] => {
  const { wished, known } = question;
  return listByIds([...(wished === null ? [] : [wished]), ...known], question);
};

/**
 * The practitioners whose caseloads `choosePractitioner` needs: the team, for whom the child asked, and those who know the
 * child.
 */
export const listCandidates = (question: TaskToAllocate): readonly Practitioner[] => [
  ...new Map(
    [...listPreferred(question), ...listTeam(question)].map((one) => [one.practitionerId, one]),
  ).values(),
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

/** Whether the policy may give somebody the task. A practitioner missing from `caseloads` counts as having no tasks. */
export const readFitness = (
  person: Practitioner,
  { child, staff, dueAt }: TaskToAllocate,
  caseloads: ReadonlyMap<string, OpenTasks>,
  now: Instant,
): Fitness => {
  const { practitionerId: id, caseloadCap } = person;
  if (!isIndependentOf(person, child)) return 'not-independent';
  if (isAbsentWhenDue(id, staff.absences, dueAt, now)) return 'absent';
  const open = caseloads.get(id)?.length ?? 0;
  return caseloadCap !== null && open >= caseloadCap ? 'at-cap' : 'candidate';
};

/**
 * The practitioner for whom the child asked, else one who knows the child, else the one in the team with the least urgent
 * load. Never one who is not independent of the child (DfE 2014), is away when it is due, or is at their cap: when that
 * keeps the first two from it, a manager decides.
 */
export const choosePractitioner = (
  question: TaskToAllocate,
  caseloads: ReadonlyMap<string, OpenTasks>,
  now: Instant,
): AllocationChoice => {
  const isOf = (fitness: Fitness) => (one: Practitioner) =>
    readFitness(one, question, caseloads, now) === fitness;
  const team = listTeam(question);
  const considered = countFitness(team.map((one) => readFitness(one, question, caseloads, now)));
  const preferred = listPreferred(question);
  const wished = preferred.find(({ practitionerId }) => practitionerId === question.wished);
  const chosen =
    wished !== undefined && isOf('at-cap')(wished) ? undefined : preferred.find(isOf('candidate'));
  if (chosen !== undefined) {
    const { practitionerId: practitioner } = chosen;
    const basis = practitioner === question.wished ? 'child-wish' : 'continuity';
    return { practitioner, basis, considered };
  }
  if (preferred.some(isOf('at-cap'))) return { practitioner: null, considered, isForManager: true };
  const [least] = team
    .filter(isOf('candidate'))
    .map(({ practitionerId: id }) => readLoad(id, caseloads.get(id) ?? [], question, now))
    .sort(compareLoads);
  return least === undefined
    ? { practitioner: null, considered, isForManager: false }
    : { practitioner: least.id, basis: 'least-load', considered };
};
