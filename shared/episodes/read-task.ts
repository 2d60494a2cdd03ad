import * as z from 'zod';
import { episodeIdSchema, taskIdSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { formatTaskReference, taskSchema } from './task.ts';
import { type DecidedChildren, listSameChild } from './rules/child-matches.ts';
import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { historyFields, type HistoryQuery, viewHistory } from './history.ts';
import {
  episodeSchema,
  listChildIds,
  ownsTask,
  type StoredEpisode,
  toEpisodeId,
  toTaskId,
} from './episode.ts';
import { taskVisitNeedsSchema, VISIT_TEXTS, type VisitText } from './visit-needs.ts';
import type { EpisodeStore } from './episode-store.ts';
import { listUnconfirmed } from './find-matches.ts';
import { findCurrentRecord } from './reference-record.ts';
import { childFields, viewTask, taskViewSchema } from './task-api.ts';
import { actionViewSchema, readActionTexts, viewActions } from './action-api.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/**
 * Tasks that were closed because the child was missing again, before this one was opened: the interview that could not be
 * held then is still owed, and this one covers it.
 */
const listToCover = (
  { episode }: StoredEpisode,
  all: readonly StoredEpisode[],
): TaskDetail['mustCover'] => {
  const { task, responsibleAuthority } = episode;
  if (task === null || task.state === 'withdrawn') return [];
  return all.flatMap(({ episode: other, taskVersion }) => {
    const { outcome = null, taskId = '', openedAt = task.openedAt } = other.task ?? {};
    const isToCover =
      outcome?.outcome === 'not-possible' &&
      outcome.reason === 'missing-again' &&
      openedAt < task.openedAt &&
      other.responsibleAuthority === responsibleAuthority;
    return isToCover ? [{ taskId, taskVersion, reference: formatTaskReference(taskId) }] : [];
  });
};

/** What is known of visits to the child: as asked for this task, else for the latest other one of the authority. */
const readBeforeVisit = async (
  episodes: EpisodeStore,
  stored: StoredEpisode,
  ofChild: readonly StoredEpisode[],
): Promise<TaskDetail['beforeVisit']> => {
  const { responsibleAuthority } = stored.episode;
  const others = ofChild.filter(
    ({ episode }) => episode.responsibleAuthority === responsibleAuthority,
  );
  const known = [stored, ...others].find(
    ({ episode }) => (episode.task?.visitNeeds ?? null) !== null,
  );
  const visitNeeds = known?.episode.task?.visitNeeds ?? null;
  if (known === undefined || visitNeeds === null) return null;
  const { episodeId } = known.episode;
  const { actionId, ...needs } = visitNeeds;
  const texts = await episodes.readTexts(episodeId, actionId);
  const readText = (name: VisitText): string | null => texts[name] ?? null;
  return {
    ...needs,
    communication: readText('communication'),
    language: readText('language'),
    safeContact: readText('safeContact'),
    hazard: readText('hazard'),
    wish: readText('wish'),
    askedFor: toTaskId(episodeId),
  };
};

const listEpisodesOfChild = async (
  episodes: EpisodeStore,
  { childId }: StoredEpisode,
  children: DecidedChildren,
): Promise<readonly StoredEpisode[]> =>
  childId === null ? [] : episodes.listEpisodesUnder(listSameChild(childId, children));

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
  const ofChild = await listEpisodesOfChild(episodes, stored, children);
  const texts = await readActionTexts(episodes, episodeId, actions);
  const readTexts = () => Promise.resolve(texts);
  const history = await viewHistory({ ...record, stored }, directory, { ...query, now }, readTexts);
  if ('refusal' in history) return history;
  return {
    value: {
      ...task,
      otherEpisodes: record.otherEpisodes.slice(),
      mustCover: listToCover(stored, ofChild),
      beforeVisit: await readBeforeVisit(episodes, stored, ofChild),
      missingAgain: ofChild.some(({ episode }) => episode.status === 'missing'),
      unconfirmedMatch: (await listUnconfirmed(episodes, [stored], children)).size > 0,
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
    ...childFields,
    otherEpisodes: z
      .array(episodeIdSchema)
      .meta({ description: 'Other episodes of the same reference, oldest first.' }),
    mustCover: z
      .array(z.object({ taskId: taskIdSchema, taskVersion: z.int(), reference: z.string() }))
      .meta({
        description:
          'Earlier tasks that were closed because the child was missing again: what this interview has to cover as well. Name them in `alsoCovers` of the outcome.',
      }),
    beforeVisit: taskVisitNeedsSchema
      .omit({ actionId: true })
      .extend(
        Object.fromEntries(VISIT_TEXTS.map((name) => [name, z.string().nullable()])) as Record<
          VisitText,
          z.ZodNullable<z.ZodString>
        >,
      )
      .extend({
        askedFor: taskIdSchema.meta({ description: 'This task, or an earlier one of the child.' }),
      })
      .nullable()
      .meta({ description: 'What a visit needs; null while nobody has asked.' }),
    authorityReturn: episodeSchema.shape.authorityReturn,
    referrals: taskSchema.shape.referrals.unwrap(),
    actions: z.array(actionViewSchema).meta({ description: 'In the order of their recording.' }),
    ...historyFields,
  })
  .meta({ id: 'TaskDetail' });

export type TaskDetail = Immutable<z.infer<typeof taskDetailSchema>>;
