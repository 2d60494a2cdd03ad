import type { TaskDetail } from './task-detail.ts';
import type { Directory } from '../directory/authority.ts';
import { toEpisodeId } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EpisodeStore } from './ports.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import { readActionTexts, viewActions } from './view-action.ts';
import { viewHistory } from './view-history.ts';
import { viewTask } from './view-task.ts';
import type { Caller } from '../access/caller.ts';
import { ownsTask } from './caller-scope.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/** One task of a return home interview, with all that was done about it, for the responsible authority. */
export const readTask = async (
  { episodes, directory }: Dependencies,
  taskId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<TaskDetail>> => {
  const episodeId = toEpisodeId(taskId);
  const record = await episodes.read(episodeId);
  const { stored, actions } = record;
  if (stored === null || !ownsTask(caller, stored.episode)) return NOT_FOUND;
  const task = viewTask(stored, now);
  if (task === null) return NOT_FOUND;
  const texts = await readActionTexts(episodes, episodeId, actions);
  return {
    value: {
      ...task,
      referrals: [...(stored.episode.task?.referrals ?? [])],
      actions: viewActions(actions, actions, texts),
      history: viewHistory(record, stored, directory, texts),
    },
  };
};
