import type { Interviewee } from '../episodes/action.ts';
import { type BrokenRule, brokenIf } from '../kernel/broken-rule.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RhiTask } from '../episodes/rhi-task.ts';

/** What is said of an interview that is handed in. */
export interface DebriefTold extends Pick<Debrief, 'interviewer' | 'place' | 'relation'> {
  readonly interviewee: Interviewee;
  readonly heldAt: Instant;
  /** Names of the free texts that were given. */
  readonly texts: readonly string[];
}

/** The child speaks in an interview that was held; a parent or carer when the child declined it. */
const hasInterview = ({ outcome }: RhiTask, interviewee: Interviewee): boolean =>
  outcome?.outcome === (interviewee === 'child' ? 'completed' : 'declined');

const textRules = ({ interviewer, place, relation, texts }: DebriefTold) =>
  (
    [
      ['interviewer', interviewer === null],
      ['place', place === 'other'],
      ['relation', relation === 'other'],
    ] as const
  ).flatMap(([name, needed]) =>
    brokenIf(
      needed && !texts.includes(name),
      'text-needed',
      `/texts/${name}`,
      'No code says it: say it in words.',
    ),
  );

/** What is wrong with a debrief of this task. */
export const debriefRules = (told: DebriefTold, task: RhiTask): readonly BrokenRule[] => {
  const { returnedAt, outcome, taskId } = task;
  const hasOne = hasInterview(task, told.interviewee);
  return [
    ...brokenIf(
      !hasOne,
      'task-without-interview',
      '/interviewee',
      'Record first that the interview was held, or that the child declined it.',
    ),
    ...brokenIf(
      hasOne && outcome?.mainTaskId !== taskId,
      'task-without-interview',
      '',
      'The interview stands under its main task: the debrief belongs there.',
    ),
    ...brokenIf(
      returnedAt !== null && told.heldAt < returnedAt,
      'interview-before-return',
      '/heldAt',
      'The interview is dated before the child returned.',
    ),
    ...textRules(told),
  ];
};
