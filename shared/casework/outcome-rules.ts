import type { Instant } from '../kernel/instant.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { listIfBroken } from '../kernel/result.ts';
import {
  DECLINE_REASONS,
  type LateReason,
  NOT_POSSIBLE_REASONS,
  type OutcomeKind,
  type OutcomeReason,
} from '../episodes/action.ts';
import { readClock } from '../episodes/rules/deadline.ts';
import { refuseBeforeEpisode, refuseTooEarly } from './refuse-too-early.ts';
import type { RhiTask } from '../episodes/task.ts';

/** Null for each field that was left out. */
export interface OutcomeInput {
  readonly outcome: OutcomeKind;
  readonly happenedAt: Instant;
  readonly reason: OutcomeReason | null;
  readonly hasReasonText: boolean;
  readonly lateReason: LateReason | null;
  readonly hasLateText: boolean;
  readonly parentOffered: boolean | null;
  readonly parentGave: boolean | null;
}

const REASONS: Readonly<Record<OutcomeKind, readonly OutcomeReason[]>> = {
  completed: [],
  declined: DECLINE_REASONS,
  'not-possible': NOT_POSSIBLE_REASONS,
};

const checkReason = ({ outcome, reason, hasReasonText }: OutcomeInput): readonly BrokenRule[] => [
  ...listIfBroken(
    reason === null && outcome !== 'completed',
    'reason-needed',
    '/reason',
    'Enter why no interview was held.',
  ),
  ...listIfBroken(
    reason !== null && !REASONS[outcome].includes(reason),
    'invalid-value',
    '/reason',
    'Choose a reason that belongs to this outcome.',
  ),
  ...listIfBroken(
    reason === 'other' && !hasReasonText,
    'text-needed',
    '/reasonText',
    'Describe the reason.',
  ),
];

const checkParentOffer = (input: OutcomeInput): readonly BrokenRule[] => {
  const { outcome, parentOffered, parentGave } = input;
  const declined = outcome === 'declined';
  return [
    ...listIfBroken(
      declined && parentOffered === null,
      'parent-offer-needed',
      '/parentOffered',
      'Enter whether you offered the parent or carer the chance to give information (DfE 2014).',
    ),
    ...listIfBroken(
      !declined && parentOffered !== null,
      'invalid-value',
      '/parentOffered',
      'Leave this out unless the child declined the interview.',
    ),
    ...listIfBroken(
      parentGave === true && parentOffered !== true,
      'invalid-value',
      '/parentGave',
      'If the parent or carer gave information, record that you offered them the chance.',
    ),
  ];
};

/** Past the task's 72 hours. False when the return is not confirmed. */
export const isHeldLate = (
  { returnedAt }: Pick<RhiTask, 'returnedAt'>,
  { outcome, happenedAt }: Pick<OutcomeInput, 'outcome' | 'happenedAt'>,
): boolean =>
  outcome === 'completed' &&
  readClock({ returnedAt, completedAt: happenedAt, withdrawn: false }, happenedAt).state === 'late';

/** An interview that is dated before the child was found is an error, never a success (docs/domain.md section 4). */
const checkTime = (
  task: RhiTask,
  { outcome, happenedAt }: OutcomeInput,
  path: string,
): readonly BrokenRule[] =>
  outcome === 'not-possible'
    ? refuseBeforeEpisode(task, happenedAt, path)
    : refuseTooEarly(task, happenedAt, path);

/** One late reason serves all tasks of the interview that are late. */
const checkLateness = (
  input: OutcomeInput,
  tasks: readonly Pick<RhiTask, 'returnedAt'>[],
): readonly BrokenRule[] => {
  const late = tasks.some((task) => isHeldLate(task, input));
  return [
    ...listIfBroken(
      late && input.lateReason === null,
      'late-reason-needed',
      '/lateReason',
      'Enter why the interview was held more than 72 hours after the return.',
    ),
    ...listIfBroken(
      !late && input.lateReason !== null,
      'invalid-value',
      '/lateReason',
      'Leave this out: no interview of this outcome is late.',
    ),
    ...listIfBroken(
      input.lateReason === 'other' && !input.hasLateText,
      'text-needed',
      '/lateText',
      'Describe why the interview was late.',
    ),
  ];
};

/** `covered`: other tasks of the child that the same interview covers, with where their mistakes are shown. */
export const checkOutcome = (
  input: OutcomeInput,
  task: RhiTask,
  covered: readonly { readonly task: RhiTask; readonly pointer: string }[],
): readonly BrokenRule[] => [
  ...checkReason(input),
  ...checkParentOffer(input),
  ...checkTime(task, input, '/happenedAt'),
  ...covered.flatMap((other) => checkTime(other.task, input, other.pointer)),
  ...checkLateness(input, [task, ...covered.map((other) => other.task)]),
  ...listIfBroken(
    covered.length > 0 && input.outcome === 'not-possible',
    'invalid-value',
    '/alsoCovers',
    'Only a completed or declined interview can cover other episodes.',
  ),
];
