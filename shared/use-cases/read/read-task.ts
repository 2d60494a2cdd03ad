import type { TaskView } from '../../contracts/api/task.ts';
import { episodeIdOfTask } from '../../domain/identity.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Caller, EpisodeStore } from '../../ports.ts';
import { type Answer, NOT_FOUND } from './answer.ts';
import { ownsTask } from './caller-scope.ts';
import { viewTask } from './view-task.ts';

/** One task of a return home interview, for the responsible authority. */
export const readTask = async (
  { episodes }: { readonly episodes: EpisodeStore },
  taskId: string,
  caller: Caller,
  now: Instant,
): Promise<Answer<TaskView>> => {
  const { stored } = await episodes.read(episodeIdOfTask(taskId));
  if (stored === null || !ownsTask(caller, stored.episode)) return NOT_FOUND;
  const task = viewTask(stored, now);
  return task === null ? NOT_FOUND : { answer: task };
};
