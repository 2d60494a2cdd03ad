import { hash } from '../kernel/hash.ts';
import type { ItemKey } from '../database/table.ts';
import type { ChildKey } from './rules/child-identity.ts';
import {
  type Episode,
  type EpisodeStatus,
  type StoredEpisode,
  toEpisodeId,
  toTaskId,
} from './episode.ts';
import { readRaisedForTask } from './escalation.ts';
import type { Instant } from '../kernel/instant.ts';
import { CORE_TABLE, ESCALATION_SHARDS } from '../platform/names.ts';
import { formatTaskReference, type RhiTask, type TaskState } from './task.ts';

const FIRST_ID = /^ep-[^-]*/;

/** The id of the first episode of the same reference. */
export const readFirstId = (episodeId: string): string =>
  FIRST_ID.exec(episodeId)?.[0] ?? episodeId;

/** What distinguishes a further episode of a reference; empty for the first one. */
const readFurther = (episodeId: string): string => episodeId.replace(FIRST_ID, '');

/**
 * All of a reference is in one partition: its facts, then the states of its episodes, so that one
 * query reads them.
 */
export const episodePartition = (episodeId: string): string => `episode#${readFirstId(episodeId)}`;

export const FACTS_FROM = 'fact#';

const STATE = 'state';

export const STATES_TO = `${STATE}~`;

export const isState = ({ sk }: ItemKey): boolean => sk === STATE || sk.startsWith(`${STATE}-`);

const HOST_LISTING = 'listed-for-host';

const nameItem = (name: string, episodeId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `${name}${readFurther(episodeId)}`,
});

export const stateKey = (episodeId: string): ItemKey => nameItem(STATE, episodeId);

/** The state that an entry of a list stands for. */
export const toStateKey = ({ pk, sk }: ItemKey): ItemKey => ({
  pk,
  sk: sk.replace(HOST_LISTING, STATE),
});

/** The episode of a state's key. */
export const readEpisodeId = ({ pk, sk }: ItemKey): string =>
  `${pk.replace(/^episode#/, '')}${sk.replace(STATE, '')}`;

export const POINTED_AT_FROM = 'pointed-at#';

/** In the partition of the reference that is named, among what the state is read with. */
export const duplicatePointerKey = (named: string, pointing: string): ItemKey => ({
  pk: episodePartition(named),
  sk: `${POINTED_AT_FROM}${pointing}`,
});

export const readPointingId = ({ sk }: ItemKey): string => sk.slice(POINTED_AT_FROM.length);

export const DECEASED_FROM = 'deceased#';

export const childPartition = (childId: string): string => `child#${childId}`;

export const deceasedMarkKey = (childId: string, episodeId: string): ItemKey => ({
  pk: childPartition(childId),
  sk: `${DECEASED_FROM}${episodeId}`,
});

export const factKey = (episodeId: string, time: string, notificationId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `${FACTS_FROM}${time}#${hash(notificationId)}`,
});

/** Actions sort among the facts, so that one query reads everything the state is folded from. */
export const actionKey = (episodeId: string, recordedAt: string, actionId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `${FACTS_FROM}${recordedAt}#${actionId}`,
});

export const textsKey = (episodeId: string, actionId: string): ItemKey => ({
  pk: episodePartition(episodeId),
  sk: `text#${actionId}`,
});

export const hostListingKey = (episodeId: string): ItemKey => nameItem(HOST_LISTING, episodeId);

export const evidenceSourceKey = (episodeId: string): ItemKey =>
  nameItem('evidence-source', episodeId);

/** Stays where it was raised, whichever task it is about since. */
export const escalationKey = (escalationId: string): ItemKey => {
  const { pk, sk } = nameItem('escalation', toEpisodeId(readRaisedForTask(escalationId)));
  return { pk, sk: `${sk}#${escalationId.slice(escalationId.indexOf('.') + 1)}` };
};

export const childKeyPartition = (key: ChildKey): string => `child-key#${key.kind}#${key.hash}`;

export const CHILD_KEY_HEAD = 'head';

export const childLinkKey = (key: ChildKey, episodeId: string): ItemKey => ({
  pk: childKeyPartition(key),
  sk: episodeId,
});

const {
  episodesByAuthority,
  episodesByChild,
  tasksByTeam,
  tasksByPractitioner,
  tasksByReference,
  returnsByAuthority,
  escalationsDue,
} = CORE_TABLE.indexes;

export const episodeList = (authority: string, status: EpisodeStatus): string =>
  `${authority}#${status}`;

export const teamTaskList = (authority: string, team: string | null, state: TaskState): string =>
  `${authority}/${team ?? 'no-team'}#${state}`;

export const practitionerTaskList = (practitioner: string, state: TaskState): string =>
  `${practitioner}#${state}`;

export const WITH_CLOCK = 'due#';

export const WITHOUT_CLOCK = 'none#';

const taskListAt = (task: RhiTask, happenedAt: Instant): string =>
  task.dueAt === null
    ? `${WITHOUT_CLOCK}${task.foundAt ?? happenedAt}#${task.taskId}`
    : `${WITH_CLOCK}${task.dueAt}#${task.taskId}`;

const findHappenedAt = (episode: Episode, otherwise: Instant): Instant =>
  episode.reportedAt ?? episode.foundAt ?? episode.returnedAt ?? otherwise;

/** One partition for each month in UTC. */
export const returnList = (authority: string, month: string): string => `${authority}#${month}`;

export const escalationShard = (shard: number): string => `shard#${String(shard)}`;

const chooseShard = (taskId: string): number =>
  Number.parseInt(hash('shard', taskId).slice(0, 8), 16) % ESCALATION_SHARDS;

const returnKeys = (authority: string, { returnedAt, taskId }: RhiTask): Record<string, string> =>
  returnedAt === null
    ? {}
    : {
        [returnsByAuthority.partitionKey]: returnList(authority, returnedAt.slice(0, 7)),
        [returnsByAuthority.sortKey]: `${returnedAt}#${taskId}`,
      };

/**
 * Lists only episodes with a level left to raise, so that a sweep reads what is due and nothing else.
 */
const escalationKeys = ({ episode, escalateAt }: StoredEpisode): Record<string, string> => {
  const taskId = toTaskId(episode.episodeId);
  return escalateAt === null
    ? {}
    : {
        [escalationsDue.partitionKey]: escalationShard(chooseShard(taskId)),
        [escalationsDue.sortKey]: `${escalateAt}#${taskId}`,
      };
};

const taskKeys = (stored: StoredEpisode, happenedAt: Instant): Record<string, string> => {
  const { task, responsibleAuthority } = stored.episode;
  if (task === null) return {};
  const practitioner = task.allocation?.practitioner ?? null;
  return {
    ...returnKeys(responsibleAuthority, task),
    [tasksByTeam.partitionKey]: teamTaskList(responsibleAuthority, task.team, task.state),
    [tasksByTeam.sortKey]: taskListAt(task, happenedAt),
    [tasksByReference.partitionKey]: formatTaskReference(task.taskId),
    ...(practitioner === null
      ? {}
      : { [tasksByPractitioner.partitionKey]: practitionerTaskList(practitioner, task.state) }),
  };
};

const episodeKeys = (authority: string, episode: Episode, happenedAt: Instant) => ({
  [episodesByAuthority.partitionKey]: episodeList(authority, episode.status),
  [episodesByAuthority.sortKey]: `${happenedAt}#${episode.episodeId}`,
});

/** `otherwise`: the time to list an episode by when it has none of its own. */
export const buildStateListKeys = (
  stored: StoredEpisode,
  otherwise: Instant,
): Record<string, string> => {
  const { episode, childId } = stored;
  const happenedAt = findHappenedAt(episode, otherwise);
  return {
    ...episodeKeys(episode.responsibleAuthority, episode, happenedAt),
    ...escalationKeys(stored),
    ...taskKeys(stored, happenedAt),
    ...(childId === null
      ? {}
      : {
          [episodesByChild.partitionKey]: childId,
          [episodesByChild.sortKey]: `${happenedAt}#${episode.episodeId}`,
        }),
  };
};

export const buildHostListKeys = (
  stored: StoredEpisode,
  otherwise: Instant,
): Record<string, string> | null => {
  const { episode } = stored;
  if (episode.hostAuthority === episode.responsibleAuthority) return null;
  return episodeKeys(episode.hostAuthority, episode, findHappenedAt(episode, otherwise));
};
