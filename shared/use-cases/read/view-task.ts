import type { TaskView } from '../../contracts/api/task.ts';
import { clockOf } from '../../domain/deadline.ts';
import type { Instant } from '../../domain/instant.ts';
import type { StoredEpisode } from '../../ports.ts';

/** The return home interview task of an episode as readers see it at `now`; null while none is open. */
export const viewTask = (stored: StoredEpisode, now: Instant): TaskView | null => {
  const { episode, childId, practitioner } = stored;
  const { task } = episode;
  if (task === null) return null;
  const clock = clockOf({ returnedAt: task.returnedAt, withdrawn: task.withdrawn !== null }, now);
  return {
    taskId: task.taskId,
    episodeId: episode.episodeId,
    childId,
    state: task.state,
    foundAt: task.foundAt,
    returnedAt: task.returnedAt,
    dueAt: task.dueAt,
    dueVersion: task.dueVersion,
    clock,
    practitioner,
    team: task.team,
    locality: episode.locality,
    withdrawn: task.withdrawn,
  };
};
