import * as z from 'zod';
import { episodeIdSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { taskSchema } from './task.ts';
import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { historyFields, type HistoryQuery, viewHistory } from './history.ts';
import { episodeSchema, listChildIds, ownsTask, toEpisodeId } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import { findCurrentRecord } from './reference-record.ts';
import { viewTask, taskViewSchema } from './task-api.ts';
import { actionViewSchema, readActionTexts, viewActions } from './action-api.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

export const readTask = async (
  { episodes, directory }: Dependencies,
  taskId: string,
  query: HistoryQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<TaskDetail>> => {
  const episodeId = toEpisodeId(taskId);
  const record = findCurrentRecord(await episodes.readReference(episodeId), episodeId);
  const { stored, actions } = record;
  if (stored === null || !ownsTask(caller, stored.episode)) return NOT_FOUND;
  const children = await episodes.readChildren(listChildIds([stored]));
  const task = viewTask(stored, children, now);
  if (task === null) return NOT_FOUND;
  const texts = await readActionTexts(episodes, episodeId, actions);
  const readTexts = () => Promise.resolve(texts);
  const history = await viewHistory({ ...record, stored }, directory, { ...query, now }, readTexts);
  if ('refusal' in history) return history;
  return {
    value: {
      ...task,
      otherEpisodes: record.otherEpisodes.slice(),
      authorityReturn: stored.episode.authorityReturn,
      referrals: stored.episode.task?.referrals ?? [],
      actions: viewActions(actions, actions, texts),
      ...history.value,
    },
  };
};

export const taskDetailSchema = z
  .object({
    ...taskViewSchema.shape,
    otherEpisodes: z
      .array(episodeIdSchema)
      .meta({ description: 'Other episodes of the same reference, oldest first.' }),
    authorityReturn: episodeSchema.shape.authorityReturn,
    referrals: taskSchema.shape.referrals.unwrap(),
    actions: z.array(actionViewSchema).meta({ description: 'In the order of their recording.' }),
    ...historyFields,
  })
  .meta({ id: 'TaskDetail' });

export type TaskDetail = Immutable<z.infer<typeof taskDetailSchema>>;
