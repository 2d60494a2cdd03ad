import { toEpisodeId, toTaskId } from '../kernel/hash.ts';
import type { RhiTask } from '../episodes/rhi-task.ts';
import type { EpisodeRecord, EpisodeStore } from '../episodes/ports.ts';
import type { StoredEpisode } from '../episodes/stored-episode.ts';
import type { Caller } from '../access/caller.ts';
import { ownsTask } from '../episodes/caller-scope.ts';

/** An episode that has a task, with all that its state was folded from. */
export interface TaskRecord extends EpisodeRecord {
  readonly stored: StoredEpisode;
  readonly task: RhiTask;
}

/**
 * The task and its record, read consistently; null when there is none, or it is the task of an
 * authority that is not the caller's.
 */
export const readTaskRecord = async (
  episodes: Pick<EpisodeStore, 'read'>,
  taskId: string,
  caller: Caller,
): Promise<TaskRecord | null> => {
  const { stored, facts, actions } = await episodes.read(toEpisodeId(taskId));
  const task = stored?.episode.task ?? null;
  if (stored === null || task === null || !ownsTask(caller, stored.episode)) return null;
  if (toTaskId(stored.episode.episodeId) !== taskId) return null;
  return { stored, task, facts, actions };
};
