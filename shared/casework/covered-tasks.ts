import type { OutcomeBody } from './outcome-api.ts';
import { type Result, refuseBody, STALE } from '../kernel/result.ts';
import { readTaskRecord, type TaskRecord } from './task-record.ts';
import type { WorkPorts } from './work-ports.ts';
import type { Caller } from '../access/caller.ts';

type Cover = NonNullable<OutcomeBody['alsoCovers']>[number];

const checkCovered = (
  covered: TaskRecord | null,
  main: TaskRecord,
  { taskVersion }: Cover,
  path: string,
): Result<TaskRecord> => {
  const owner = main.stored.episode.responsibleAuthority;
  if (covered?.stored.episode.responsibleAuthority !== owner) {
    return refuseBody('unknown-task', `${path}/taskId`, 'The authority has no such task.');
  }
  if (covered.stored.childId === null || covered.stored.childId !== main.stored.childId) {
    return refuseBody('other-child', path, 'This task is not known to be of the same child.');
  }
  const { state } = covered.task;
  if (state === 'closed') return refuseBody('task-closed', path, 'This task has its outcome.');
  if (state === 'withdrawn') return refuseBody('task-withdrawn', path, 'This task is withdrawn.');
  return taskVersion === covered.stored.taskVersion ? { value: covered } : STALE;
};

const isNamedTwice = (covers: readonly Cover[], main: TaskRecord): boolean =>
  new Set([main.task.taskId, ...covers.map(({ taskId }) => taskId)]).size !== covers.length + 1;

/** The other open tasks of the same child and authority that one interview covers, each on the version seen. */
export const readCoveredTasks = async (
  { episodes }: Pick<WorkPorts, 'episodes'>,
  covers: readonly Cover[],
  main: TaskRecord,
  caller: Caller,
): Promise<Result<readonly TaskRecord[]>> => {
  if (isNamedTwice(covers, main)) {
    return refuseBody('invalid-value', '/alsoCovers', 'Each other task is named once.');
  }
  const records = await Promise.all(
    covers.map(({ taskId }) => readTaskRecord(episodes, taskId, caller)),
  );
  const covered: TaskRecord[] = [];
  for (const [index, cover] of covers.entries()) {
    const path = `/alsoCovers/${String(index)}`;
    const checked = checkCovered(records[index] ?? null, main, cover, path);
    if ('refusal' in checked) return checked;
    covered.push(checked.value);
  }
  return { value: covered };
};
