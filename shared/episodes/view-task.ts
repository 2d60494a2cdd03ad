import type { TaskView } from './task-api.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RhiTask } from './rhi-task.ts';
import { readTaskClock, wasOfferedInTime } from './task-clock.ts';
import type { StoredEpisode } from './stored-episode.ts';
import { viewRaised } from './view-raised.ts';

const viewWork = (task: RhiTask) => ({
  practitioner: task.allocation?.practitioner ?? null,
  allocation: task.allocation,
  attempts: task.attempts,
  offeredAt: task.offeredAt,
  offeredInTime: wasOfferedInTime(task),
  booking: task.booking,
  outcome: task.outcome,
  debriefId: task.debriefId,
});

/** The return home interview task of an episode as readers see it at `now`; null while there is none. */
export const viewTask = (stored: StoredEpisode, now: Instant): TaskView | null => {
  const { episode, childId, taskVersion, raised } = stored;
  const { task } = episode;
  if (task === null) return null;
  const { taskId } = task;
  return {
    taskId,
    taskVersion,
    episodeId: episode.episodeId,
    childId,
    state: task.state,
    openedAt: task.openedAt,
    foundAt: task.foundAt,
    returnedAt: task.returnedAt,
    dueAt: task.dueAt,
    dueVersion: task.dueVersion,
    clock: readTaskClock(task, now),
    ...viewWork(task),
    team: task.team,
    locality: episode.locality,
    raised: raised.map((level) => viewRaised(taskId, level)),
    withdrawn: task.withdrawn,
  };
};
