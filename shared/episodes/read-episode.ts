import type { EpisodeDetail } from './episode-api.ts';
import type { Directory } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EpisodeStore } from './ports.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import { findPossibleMatches } from './find-possible-matches.ts';
import { readNarratives } from './read-narratives.ts';
import { readActionTexts } from './view-action.ts';
import { viewCircumstances } from './view-circumstances.ts';
import { viewEpisode } from './view-episode.ts';
import { viewHistory } from './view-history.ts';
import type { Caller } from '../access/caller.ts';
import { ownsTask, seesEpisode } from './caller-scope.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/**
 * An episode in full, with its free text and history, for its responsible and host authority. What
 * people wrote about the task is shown to the responsible one, which owns it.
 */
export const readEpisode = async (
  { episodes, directory }: Dependencies,
  episodeId: string,
  caller: Caller,
  now: Instant,
): Promise<Result<EpisodeDetail>> => {
  const record = await episodes.read(episodeId);
  const { stored, actions } = record;
  if (stored === null || !seesEpisode(caller, stored.episode)) return NOT_FOUND;
  const written = ownsTask(caller, stored.episode) ? actions : [];
  const [possibleMatches, texts, actionTexts] = await Promise.all([
    findPossibleMatches(episodes, stored),
    readNarratives(episodes, stored.episode),
    readActionTexts(episodes, episodeId, written),
  ]);
  const item = viewEpisode(stored, now);
  return {
    value: {
      ...item,
      child: item.child && { ...item.child, possibleMatches: [...possibleMatches] },
      ...viewCircumstances(stored.episode, texts),
      cancellation: item.cancellation && { ...item.cancellation, note: texts.cancellationNote },
      history: viewHistory(record, stored, directory, actionTexts),
    },
  };
};
