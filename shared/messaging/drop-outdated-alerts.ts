import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Alert } from '../alerts/alert.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import { isBreachAlert } from '../escalation/escalate-task.ts';
import type { TaskAlert } from './compose-message.ts';
import { toEpisodeId } from '../episodes/episode.ts';
import pMap from 'p-map';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'readState'>;
  readonly directory: Directory;
}

const AT_ONCE = 20;

const readTasks = async (
  { episodes }: Dependencies,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, RhiTask | null>> => {
  const tasks = new Map<string, RhiTask | null>();
  const readTask = async (taskId: string): Promise<void> => {
    const stored = await episodes.readState(toEpisodeId(taskId));
    tasks.set(taskId, stored?.episode.task ?? null);
  };
  await pMap(taskIds, readTask, { concurrency: AT_ONCE });
  return tasks;
};

const NEVER_OUTDATED: readonly Alert['kind'][] = [
  'reallocated',
  'handed-back',
  'acknowledged',
  'undeliverable',
];

/**
 * The alerts that are still needed, with the current deadline of their task. An alert of a new task or
 * of a level of the ladder is dropped when its task is no longer open. A breach is never dropped.
 */
export const dropOutdatedAlerts = async (
  dependencies: Dependencies,
  alerts: readonly Alert[],
): Promise<readonly TaskAlert[]> => {
  const ofTasks = alerts.filter((alert): alert is TaskAlert => alert.taskId !== null);
  const tasks = await readTasks(dependencies, [...new Set(ofTasks.map(({ taskId }) => taskId))]);
  const isCurrent = ({ kind, taskId, authority }: TaskAlert): boolean =>
    NEVER_OUTDATED.includes(kind) ||
    tasks.get(taskId)?.state === 'open' ||
    isBreachAlert(kind, findAuthoritySettings(dependencies.directory, authority).ladder);
  return ofTasks.filter(isCurrent).map((alert) => {
    const task = tasks.get(alert.taskId) ?? null;
    return task === null ? alert : { ...alert, dueAt: task.dueAt };
  });
};
