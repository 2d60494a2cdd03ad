import type { Episode, EpisodeStatus } from '../../domain/episode.ts';
import { recordedAt } from '../../domain/fact-order.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Fact } from '../../domain/notification.ts';
import type { RhiTask, TaskState } from '../../domain/rhi-task.ts';
import { CORE_TABLE } from '../../platform/names.ts';
import type { StoredEpisode } from '../../ports.ts';

const { episodesByAuthority, episodesByChild, tasksByTeam, tasksByPractitioner } =
  CORE_TABLE.indexes;

export const episodeList = (authority: string, status: EpisodeStatus): string =>
  `${authority}#${status}`;

export const teamTaskList = (authority: string, team: string | null, state: TaskState): string =>
  `${authority}/${team ?? 'no-team'}#${state}`;

export const practitionerTaskList = (practitioner: string, state: TaskState): string =>
  `${practitioner}#${state}`;

/** Tasks whose clock runs, by due time; and those without a clock, by when the child was found. */
export const WITH_CLOCK = 'due#';
export const WITHOUT_CLOCK = 'none#';

const taskListAt = (task: RhiTask, happenedAt: Instant): string =>
  task.dueAt === null
    ? `${WITHOUT_CLOCK}${task.foundAt ?? happenedAt}#${task.taskId}`
    : `${WITH_CLOCK}${task.dueAt}#${task.taskId}`;

/** Where the episode stands in lists by time: its report, else whatever is known first. */
const happenedAtOf = (episode: Episode, fact: Fact): Instant =>
  episode.reportedAt ?? episode.foundAt ?? episode.returnedAt ?? recordedAt(fact);

const taskKeys = (stored: StoredEpisode, happenedAt: Instant): Record<string, string> => {
  const { task, responsibleAuthority } = stored.episode;
  if (task === null) return {};
  const { practitioner } = stored;
  return {
    [tasksByTeam.partitionKey]: teamTaskList(responsibleAuthority, task.team, task.state),
    [tasksByTeam.sortKey]: taskListAt(task, happenedAt),
    ...(practitioner === null
      ? {}
      : { [tasksByPractitioner.partitionKey]: practitionerTaskList(practitioner, task.state) }),
  };
};

const episodeKeys = (authority: string, episode: Episode, happenedAt: Instant) => ({
  [episodesByAuthority.partitionKey]: episodeList(authority, episode.status),
  [episodesByAuthority.sortKey]: `${happenedAt}#${episode.episodeId}`,
});

/** The index attributes of the state item. The fact is the one that was just folded in. */
export const stateListKeys = (stored: StoredEpisode, fact: Fact): Record<string, string> => {
  const { episode, childId } = stored;
  const happenedAt = happenedAtOf(episode, fact);
  return {
    ...episodeKeys(episode.responsibleAuthority, episode, happenedAt),
    ...taskKeys(stored, happenedAt),
    ...(childId === null
      ? {}
      : {
          [episodesByChild.partitionKey]: childId,
          [episodesByChild.sortKey]: `${happenedAt}#${episode.episodeId}`,
        }),
  };
};

/** The index attributes of the item that lists the episode for its host; null when there is none. */
export const hostListKeys = (stored: StoredEpisode, fact: Fact): Record<string, string> | null => {
  const { episode } = stored;
  if (episode.hostAuthority === episode.responsibleAuthority) return null;
  return episodeKeys(episode.hostAuthority, episode, happenedAtOf(episode, fact));
};
