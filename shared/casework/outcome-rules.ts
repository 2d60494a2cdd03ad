import {
  DECLINE_REASONS,
  type LateReason,
  NOT_POSSIBLE_REASONS,
  type OutcomeKind,
  type OutcomeReason,
} from '../episodes/action.ts';
import type { Instant } from '../kernel/instant.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { brokenIf } from '../kernel/result.ts';
import type { RhiTask } from '../episodes/task.ts';
import { readClock } from '../episodes/rules/deadline.ts';

/** How a task is said to have ended; null where nothing was said. */
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

const reasonRules = ({ outcome, reason, hasReasonText }: OutcomeInput): readonly BrokenRule[] => [
  ...brokenIf(
    reason === null && outcome !== 'completed',
    'reason-needed',
    '/reason',
    'Say why no interview was held.',
  ),
  ...brokenIf(
    reason !== null && !REASONS[outcome].includes(reason),
    'invalid-value',
    '/reason',
    'This is no reason for this outcome.',
  ),
  ...brokenIf(
    reason === 'other' && !hasReasonText,
    'text-needed',
    '/reasonText',
    'Say in words what the reason was.',
  ),
];

const parentRules = (told: OutcomeInput): readonly BrokenRule[] => {
  const { outcome, parentOffered, parentGave } = told;
  const declined = outcome === 'declined';
  return [
    ...brokenIf(
      declined && parentOffered === null,
      'parent-offer-needed',
      '/parentOffered',
      'Say whether the parent or carer was offered to give information (DfE 2014).',
    ),
    ...brokenIf(
      !declined && parentOffered !== null,
      'invalid-value',
      '/parentOffered',
      'It belongs to an interview that the child declined.',
    ),
    ...brokenIf(
      parentGave === true && parentOffered !== true,
      'invalid-value',
      '/parentGave',
      'A parent or carer who gave information was offered to.',
    ),
  ];
};

/** Whether an interview held then is past the task's 72 hours. Without a known return it cannot be said. */
export const isHeldLate = (
  { returnedAt }: Pick<RhiTask, 'returnedAt'>,
  { outcome, happenedAt }: Pick<OutcomeInput, 'outcome' | 'happenedAt'>,
): boolean =>
  outcome === 'completed' &&
  readClock({ returnedAt, completedAt: happenedAt, withdrawn: false }, happenedAt).state === 'late';

/** An interview before the return is an error, never a success; no child is asked before it is found. */
const timeRules = (
  { returnedAt, foundAt }: RhiTask,
  { outcome, happenedAt }: OutcomeInput,
  path: string,
): readonly BrokenRule[] => {
  const beforeReturn = outcome === 'completed' && returnedAt !== null && happenedAt < returnedAt;
  return [
    ...brokenIf(
      beforeReturn,
      'interview-before-return',
      path,
      'The interview is dated before the child returned.',
    ),
    ...brokenIf(
      !beforeReturn && outcome !== 'not-possible' && foundAt !== null && happenedAt < foundAt,
      'before-found',
      path,
      'It is dated before the child was found.',
    ),
  ];
};

/** A late interview needs its reason, for whichever of the tasks it is late; one in time has none. */
const latenessRules = (
  told: OutcomeInput,
  tasks: readonly Pick<RhiTask, 'returnedAt'>[],
): readonly BrokenRule[] => {
  const late = tasks.some((task) => isHeldLate(task, told));
  return [
    ...brokenIf(
      late && told.lateReason === null,
      'late-reason-needed',
      '/lateReason',
      'The interview was held more than 72 hours after the return: say why.',
    ),
    ...brokenIf(
      !late && told.lateReason !== null,
      'invalid-value',
      '/lateReason',
      'No interview of this outcome is late, so it has no late reason.',
    ),
    ...brokenIf(
      told.lateReason === 'other' && !told.hasLateText,
      'text-needed',
      '/lateText',
      'Say in words why it was late.',
    ),
  ];
};

/** What is wrong with an outcome of a task, and of other tasks of the child that the interview covers. */
export const checkOutcome = (
  told: OutcomeInput,
  task: RhiTask,
  covered: readonly RhiTask[],
  contactAttempts: number,
): readonly BrokenRule[] => [
  ...reasonRules(told),
  ...parentRules(told),
  ...timeRules(task, told, '/happenedAt'),
  ...covered.flatMap((other, index) => timeRules(other, told, `/alsoCovers/${String(index)}`)),
  ...latenessRules(told, [task, ...covered]),
  ...brokenIf(
    told.reason === 'unable-to-contact' && task.attempts < contactAttempts,
    'too-few-attempts',
    '/reason',
    `Record ${String(contactAttempts)} attempts before saying that no contact can be made.`,
  ),
  ...brokenIf(
    covered.length > 0 && told.outcome === 'not-possible',
    'invalid-value',
    '/alsoCovers',
    'Only an interview that was held, or declined, covers other episodes.',
  ),
];
