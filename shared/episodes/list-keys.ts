import type { Episode, EpisodeStatus } from './episode.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import type { RhiTask, TaskState } from './rhi-task.ts';
import { CORE_TABLE, ESCALATION_SHARDS } from '../platform/names.ts';
import type { StoredEpisode } from './stored-episode.ts';

const {
  episodesByAuthority,
  episodesByChild,
  tasksByTeam,
  tasksByPractitioner,
  returnsByAuthority,
  escalationsDue,
} = CORE_TABLE.indexes;

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
const happenedAtOf = (episode: Episode, otherwise: Instant): Instant =>
  episode.reportedAt ?? episode.foundAt ?? episode.returnedAt ?? otherwise;

/** Returns of a month, UTC: those of a year are twelve stretches. */
export const returnList = (authority: string, month: string): string => `${authority}#${month}`;

export const escalationShard = (shard: number): string => `shard#${String(shard)}`;

const shardOf = (taskId: string): number =>
  Number.parseInt(hash('shard', taskId).slice(0, 8), 16) % ESCALATION_SHARDS;

const returnKeys = (authority: string, { returnedAt, taskId }: RhiTask): Record<string, string> =>
  returnedAt === null
    ? {}
    : {
        [returnsByAuthority.partitionKey]: returnList(authority, returnedAt.slice(0, 7)),
        [returnsByAuthority.sortKey]: `${returnedAt}#${taskId}`,
      };

/** Only a task for which a level is to come stands here: a sweep costs what is due, not what is stored. */
const escalationKeys = ({ taskId }: RhiTask, escalateAt: Instant | null): Record<string, string> =>
  escalateAt === null
    ? {}
    : {
        [escalationsDue.partitionKey]: escalationShard(shardOf(taskId)),
        [escalationsDue.sortKey]: `${escalateAt}#${taskId}`,
      };

const taskKeys = (stored: StoredEpisode, happenedAt: Instant): Record<string, string> => {
  const { task, responsibleAuthority } = stored.episode;
  if (task === null) return {};
  const practitioner = task.allocation?.practitioner ?? null;
  return {
    ...returnKeys(responsibleAuthority, task),
    ...escalationKeys(task, stored.escalateAt),
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

/** The index attributes of the state item; `otherwise` is when it happened if nothing else says so. */
export const buildStateListKeys = (
  stored: StoredEpisode,
  otherwise: Instant,
): Record<string, string> => {
  const { episode, childId } = stored;
  const happenedAt = happenedAtOf(episode, otherwise);
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
export const buildHostListKeys = (
  stored: StoredEpisode,
  otherwise: Instant,
): Record<string, string> | null => {
  const { episode } = stored;
  if (episode.hostAuthority === episode.responsibleAuthority) return null;
  return episodeKeys(episode.hostAuthority, episode, happenedAtOf(episode, otherwise));
};
