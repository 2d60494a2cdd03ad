import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import type { Action } from '../episodes/action.ts';
import { listChildIds, ownsTask, toEpisodeId } from '../episodes/episode.ts';
import { splitRecord } from '../episodes/reference-record.ts';
import { listSameChild } from '../episodes/rules/child-matches.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import { saysMore } from '../episodes/rules/fold-work.ts';
import { formatTaskReference } from '../episodes/task.ts';
import { actionRequestFields, taskIdSchema } from '../kernel/api-fields.ts';
import { refuseBody, type Result, STALE } from '../kernel/result.ts';
import { type CaseworkDependencies, readTaskRecord, type TaskRecord } from './task-record.ts';

/** All tasks of one interview are written in one transaction. */
const MOST_COVERED = 10;

export const alsoCoversSchema = z
  .array(z.strictObject({ taskId: taskIdSchema, taskVersion: actionRequestFields.taskVersion }))
  .max(MOST_COVERED)
  .optional()
  .meta({ description: 'Other open tasks of the child that the same interview covers.' });
type Cover = NonNullable<z.infer<typeof alsoCoversSchema>>[number];

export type OutcomeAction = Action & { readonly kind: 'outcome' };

/** A task that the interview of another one covers too: `pointer` is where its mistakes are shown. */
export interface CoveredTask {
  readonly record: TaskRecord;
  readonly pointer: string;
  /** Its outcome so far, when that is corrected with the one of the main task. */
  readonly corrected: OutcomeAction | null;
}

/** The task of the interview, and the ids of its child. */
interface MainTask {
  readonly record: TaskRecord;
  readonly childIds: readonly string[];
}

const isClosedFor = ({ task }: TaskRecord, outcome: OutcomeAction['outcome']): boolean =>
  task.state === 'closed' && (task.outcome === null || !saysMore(outcome, task.outcome.outcome));

const checkCovered = (
  covered: TaskRecord | null,
  { record: main, childIds }: MainTask,
  outcome: OutcomeAction['outcome'],
  { taskVersion }: Cover,
  pointer: string,
): Result<CoveredTask> => {
  const owner = main.stored.episode.responsibleAuthority;
  if (covered?.stored.episode.responsibleAuthority !== owner) {
    const message = 'The authority has no task with this id.';
    return refuseBody('unknown-task', `${pointer}/taskId`, message);
  }
  const { childId } = covered.stored;
  if (childId === null || !childIds.includes(childId)) {
    const message = 'This task is not known to be about the same child.';
    return refuseBody('other-child', pointer, message);
  }
  if (isClosedFor(covered, outcome))
    return refuseBody('task-closed', pointer, 'This task has an outcome.');
  if (covered.task.state === 'withdrawn')
    return refuseBody('task-withdrawn', pointer, 'This task is withdrawn.');
  return taskVersion === covered.stored.taskVersion
    ? { value: { record: covered, pointer, corrected: null } }
    : STALE;
};

const isNamedTwice = (covers: readonly Cover[], main: TaskRecord): boolean =>
  new Set([main.task.taskId, ...covers.map(({ taskId }) => taskId)]).size !== covers.length + 1;

/** A task that the interview covers already is corrected with it, and not named again. */
export const refuseNamedAgain = (
  added: readonly CoveredTask[],
  carried: readonly CoveredTask[],
) => {
  const known = new Set(carried.map(({ record }) => record.task.taskId));
  const again = added.find(({ record }) => known.has(record.task.taskId));
  return again === undefined
    ? null
    : refuseBody('invalid-value', again.pointer, 'The interview covers this task already.');
};

/** The tasks that a request says the interview covers. */
export const readCoveredTasks = async (
  { episodes }: Pick<CaseworkDependencies, 'episodes'>,
  { covers, outcome }: { covers: readonly Cover[]; outcome: OutcomeAction['outcome'] },
  main: TaskRecord,
  caller: Caller,
): Promise<Result<readonly CoveredTask[]>> => {
  if (isNamedTwice(covers, main)) {
    return refuseBody('invalid-value', '/alsoCovers', 'Enter each other task once.');
  }
  const records = await Promise.all(
    covers.map(({ taskId }) => readTaskRecord(episodes, taskId, caller)),
  );
  const [childId] = listChildIds([main.stored]);
  const childIds =
    childId === undefined ? [] : listSameChild(childId, await episodes.readChildren([childId]));
  const covered: CoveredTask[] = [];
  for (const [index, cover] of covers.entries()) {
    const pointer = `/alsoCovers/${String(index)}`;
    const of = { record: main, childIds };
    const checked = checkCovered(records[index] ?? null, of, outcome, cover, pointer);
    if ('refusal' in checked) return checked;
    covered.push(checked.value);
  }
  return { value: covered };
};

/** Work can have moved to another episode of the reference since. */
const findCoveredIn = async (
  { episodes }: Pick<CaseworkDependencies, 'episodes'>,
  taskId: string,
  main: OutcomeAction,
): Promise<readonly CarriedTask[]> => {
  const records = splitRecord(await episodes.readReference(toEpisodeId(taskId)));
  const isCovered = <One extends Action>(action: One): action is One & OutcomeAction =>
    action.kind === 'outcome' &&
    action.covers === null &&
    action.mainTaskId === main.mainTaskId &&
    action.interviewId === main.interviewId;
  return records.flatMap(({ stored, ...record }) => {
    const task = stored?.episode.task ?? null;
    return stored === null || task === null
      ? []
      : listCurrentActions(record.actions)
          .filter(isCovered)
          .map((corrected) => ({
            record: { ...record, stored, task },
            pointer: '/happenedAt',
            corrected,
          }));
  });
};

type CarriedTask = CoveredTask & { readonly corrected: OutcomeAction };

/**
 * The tasks whose outcome is that of this interview now, whatever their state. Refused while one of them belongs to
 * another authority: only that one can change it.
 */
export const readCoveredOutcomes = async (
  dependencies: Pick<CaseworkDependencies, 'episodes'>,
  main: OutcomeAction,
  caller: Caller,
): Promise<Result<readonly CarriedTask[]>> => {
  const found = await Promise.all(
    (main.covers ?? []).map((taskId) => findCoveredIn(dependencies, taskId, main)),
  );
  const covered = [...new Map(found.flat().map((one) => [one.corrected.actionId, one])).values()];
  const foreign = covered.filter(({ record }) => !ownsTask(caller, record.stored.episode));
  if (foreign.length === 0) return { value: covered };
  const message = `Another authority has ${formatReferences(foreign)} now, which this interview covers too. Ask them to retract its outcome first.`;
  return refuseBody('other-authority', '', message);
};

export const formatReferences = (covered: readonly Pick<CoveredTask, 'record'>[]): string =>
  covered.map(({ record }) => formatTaskReference(record.task.taskId)).join(', ');
