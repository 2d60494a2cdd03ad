import type { Directory } from '../directory/directory.ts';
import type { EpisodeDetail } from './episode-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import { viewEpisode, viewCircumstances, type NarrativeTexts } from './view-episode.ts';
import type { Caller } from '../access/caller.ts';
import { type HistoryQuery, viewHistory } from './history.ts';
import { findMatches } from './find-matches.ts';
import { listChildIds, ownsTask, seesEpisode, type Episode } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import { findCurrentRecord } from './reference-record.ts';
import * as z from 'zod';
import { readActionTexts } from './action-api.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/**
 * An episode in full, for its responsible and host authority. Only the responsible one, which owns
 * the task, sees what people wrote about it.
 */
export const readEpisode = async (
  { episodes, directory }: Dependencies,
  episodeId: string,
  query: HistoryQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<EpisodeDetail>> => {
  const record = findCurrentRecord(await episodes.readReference(episodeId), episodeId);
  const { stored } = record;
  if (stored === null || !seesEpisode(caller, stored.episode)) return NOT_FOUND;
  const isOwner = ownsTask(caller, stored.episode);
  const [matches, children, texts, history] = await Promise.all([
    findMatches(episodes, stored),
    episodes.readChildren(listChildIds([stored])),
    readNarratives(episodes, stored.episode),
    viewHistory({ ...record, stored }, directory, { ...query, now }, (actions) =>
      readActionTexts(episodes, episodeId, isOwner ? actions : []),
    ),
  ]);
  if ('refusal' in history) return history;
  const item = viewEpisode(stored, children, directory, now);
  return {
    value: {
      ...item,
      child: item.child && { ...item.child, matches: [...matches] },
      ...viewCircumstances(stored.episode, texts),
      cancellation: item.cancellation && { ...item.cancellation, note: texts.cancellationNote },
      otherEpisodes: record.otherEpisodes.slice(),
      ...history.value,
    },
  };
};

const messageSchema = z.object({
  data: z.object({
    circumstances: z.string().optional().catch(undefined),
    preventionInterview: z
      .object({ summary: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    note: z.string().optional().catch(undefined),
  }),
});

type Message = z.infer<typeof messageSchema>;

/** Free text is kept with the raw messages only, so that no list can carry it. */
export const readNarratives = async (
  episodes: Pick<EpisodeStore, 'readBody'>,
  { force, narratives }: Episode,
): Promise<NarrativeTexts> => {
  const readText = async (
    notificationId: string | null,
    pick: (message: Message) => string | undefined,
  ): Promise<string | null> => {
    if (notificationId === null) return null;
    const body = await episodes.readBody(force, notificationId);
    return body === null ? null : (pick(messageSchema.parse(JSON.parse(body))) ?? null);
  };
  const [circumstances, preventionSummary, cancellationNote] = await Promise.all([
    readText(narratives.circumstances, ({ data }) => data.circumstances),
    readText(narratives.preventionSummary, ({ data }) => data.preventionInterview?.summary),
    readText(narratives.cancellationNote, ({ data }) => data.note),
  ]);
  return { circumstances, preventionSummary, cancellationNote };
};
