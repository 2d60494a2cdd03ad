import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { Alert } from '../alerts/alert.ts';
import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import { isUrgentAlert } from '../escalation/escalate-task.ts';
import type { TaskAlert } from './compose-message.ts';
import { isDeceased } from '../episodes/deceased-mark.ts';
import { type StoredEpisode, toEpisodeId } from '../episodes/episode.ts';
import pMap from 'p-map';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'readState'>;
  readonly directory: Directory;
}

const AT_ONCE = 20;

const readStates = async (
  { episodes }: Dependencies,
  taskIds: readonly string[],
): Promise<ReadonlyMap<string, StoredEpisode>> => {
  const states = new Map<string, StoredEpisode>();
  const read = async (taskId: string): Promise<void> => {
    const stored = await episodes.readState(toEpisodeId(taskId));
    if (stored !== null) states.set(taskId, stored);
  };
  await pMap(taskIds, read, { concurrency: AT_ONCE });
  return states;
};

const NEVER_OUTDATED: readonly Alert['kind'][] = [
  'reallocated',
  'handed-back',
  'acknowledged',
  'undeliverable',
  'work-moved',
];

/** Nobody gets a message that speaks of an interview when the child was found dead (police contract). */
const isOfDeceased = ({ episode: { task } }: StoredEpisode): boolean =>
  task?.withdrawn?.reason === 'deceased';

/**
 * The alerts that are still needed, with the current deadline of their task. An alert of a new task or
 * of a level of the ladder is dropped when its task is no longer open. A breach is dropped only when
 * the child was found dead, and that one when police say otherwise since.
 */
export const dropOutdatedAlerts = async (
  dependencies: Dependencies,
  alerts: readonly Alert[],
): Promise<readonly TaskAlert[]> => {
  const ofTasks = alerts.filter((alert): alert is TaskAlert => alert.taskId !== null);
  const states = await readStates(dependencies, [...new Set(ofTasks.map(({ taskId }) => taskId))]);
  const isCurrent = ({ kind, taskId, authority }: TaskAlert): boolean => {
    const stored = states.get(taskId) ?? null;
    if (kind === 'found-dead') return stored !== null && isDeceased(stored);
    if (stored !== null && isOfDeceased(stored)) return false;
    return (
      NEVER_OUTDATED.includes(kind) ||
      stored?.episode.task?.state === 'open' ||
      isUrgentAlert(kind, findAuthoritySettings(dependencies.directory, authority).ladder)
    );
  };
  return ofTasks.filter(isCurrent).map((alert) => {
    const task = states.get(alert.taskId)?.episode.task ?? null;
    return task === null ? alert : { ...alert, dueAt: task.dueAt };
  });
};
