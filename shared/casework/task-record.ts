import type { Caller } from '../access/caller.ts';
import type { Directory } from '../directory/directory.ts';
import type { StaffStore } from '../directory/staff-store.ts';
import type { CodeStore } from '../intelligence/code-store.ts';
import type { Pseudonyms } from '../intelligence/pseudonyms.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { EpisodeRecord } from '../episodes/reference-record.ts';
import { ownsTask, type StoredEpisode, toEpisodeId, toTaskId } from '../episodes/episode.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Backoff } from '../kernel/system-random.ts';

/** What people do something about: an episode, mostly with a task. */
export interface WorkRecord extends EpisodeRecord {
  readonly stored: StoredEpisode;
}

export interface TaskRecord extends WorkRecord {
  readonly task: RhiTask;
}

/** A consistent read. Null when there is no such episode now, or it belongs to another authority. */
export const readWorkRecord = async (
  episodes: Pick<EpisodeStore, 'read'>,
  taskId: string,
  caller: Caller,
): Promise<WorkRecord | null> => {
  const record = await episodes.read(toEpisodeId(taskId));
  const { stored } = record;
  if (stored === null || !ownsTask(caller, stored.episode)) return null;
  if (toTaskId(stored.episode.episodeId) !== taskId) return null;
  return { ...record, stored };
};

/** The same, and null when it has no task. */
export const readTaskRecord = async (
  episodes: Pick<EpisodeStore, 'read'>,
  taskId: string,
  caller: Caller,
): Promise<TaskRecord | null> => {
  const record = await readWorkRecord(episodes, taskId, caller);
  const task = record?.stored.episode.task ?? null;
  return record === null || task === null ? null : { ...record, task };
};

export interface CaseworkDependencies {
  readonly episodes: EpisodeStore;
  readonly staff: StaffStore;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly pseudonyms: Pseudonyms;
  readonly directory: Directory;
  readonly backOff: Backoff;
}

/** What recording an action needs. */
export type ActionDependencies = Pick<
  CaseworkDependencies,
  'episodes' | 'staff' | 'directory' | 'backOff'
>;
