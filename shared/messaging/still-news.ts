import { findAuthoritySettings } from '../directory/default-settings.ts';
import { toEpisodeId } from '../kernel/hash.ts';
import type { Alert } from '../alerts/alert.ts';
import type { ReachPorts } from './alert-ports.ts';
import type { PresentAlert } from './compose-message.ts';
import { isBreachAlert } from '../escalation/escalate-task.ts';
import type { RhiTask } from '../episodes/task.ts';

/** So many states are read at once. */
const AT_ONCE = 20;

const readTasks = async (
  { episodes }: Pick<ReachPorts, 'episodes'>,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, RhiTask | null>> => {
  const tasks = new Map<string, RhiTask | null>();
  for (let start = 0; start < taskIds.length; start += AT_ONCE) {
    const part = taskIds.slice(start, start + AT_ONCE);
    const states = await Promise.all(part.map((taskId) => episodes.readState(toEpisodeId(taskId))));
    part.forEach((taskId, place) => tasks.set(taskId, states[place]?.episode.task ?? null));
  }
  return tasks;
};

/** Told whatever became of the task since. */
const ALWAYS: readonly Alert['kind'][] = [
  'reallocated',
  'handed-back',
  'acknowledged',
  'undeliverable',
];

/**
 * The alerts that are still to be told, with the deadline that the task has now. Dropped: a new task,
 * and a level of the ladder, when the task is closed or withdrawn by the time of sending, for nobody
 * needs a "due soon" of a task that is done. A breach is never dropped.
 */
export const stillNews = async (
  ports: Pick<ReachPorts, 'episodes' | 'directory'>,
  alerts: readonly Alert[],
): Promise<readonly PresentAlert[]> => {
  const about = alerts.filter((alert): alert is PresentAlert => alert.taskId !== null);
  const tasks = await readTasks(ports, [...new Set(about.map(({ taskId }) => taskId))]);
  const isNews = ({ kind, taskId, authority }: PresentAlert): boolean =>
    ALWAYS.includes(kind) ||
    tasks.get(taskId)?.state === 'open' ||
    isBreachAlert(kind, findAuthoritySettings(ports.directory, authority).ladder);
  return about.filter(isNews).map((alert) => {
    const task = tasks.get(alert.taskId) ?? null;
    return task === null ? alert : { ...alert, dueAt: task.dueAt };
  });
};
