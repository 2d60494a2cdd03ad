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

export interface TaskRecord extends EpisodeRecord {
  readonly stored: StoredEpisode;
  readonly task: RhiTask;
}

/** A consistent read. Null when there is no such task, or it belongs to another authority. */
export const readTaskRecord = async (
  episodes: Pick<EpisodeStore, 'read'>,
  taskId: string,
  caller: Caller,
): Promise<TaskRecord | null> => {
  const record = await episodes.read(toEpisodeId(taskId));
  const { stored } = record;
  const task = stored?.episode.task ?? null;
  if (stored === null || task === null || !ownsTask(caller, stored.episode)) return null;
  if (toTaskId(stored.episode.episodeId) !== taskId) return null;
  return { ...record, stored, task };
};

export interface CaseworkDependencies {
  readonly episodes: EpisodeStore;
  readonly staff: StaffStore;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly pseudonyms: Pseudonyms;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
