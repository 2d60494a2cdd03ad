import type { EpisodeDetail } from '../../contracts/api/episode.ts';
import type { Directory } from '../../domain/authority.ts';
import { historyOf } from '../../domain/history.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Caller, EpisodeStore } from '../../ports.ts';
import { type Answer, NOT_FOUND } from './answer.ts';
import { seesEpisode } from './caller-scope.ts';
import { findPossibleMatches } from './find-possible-matches.ts';
import { readNarratives } from './read-narratives.ts';
import { viewCircumstances } from './view-circumstances.ts';
import { viewEpisode } from './view-episode.ts';

interface Dependencies {
  readonly episodes: EpisodeStore;
  readonly directory: Directory;
}

/** An episode in full, with its free text and history, for its responsible and host authority. */
export const readEpisode = async (
  { episodes, directory }: Dependencies,
  episodeId: string,
  caller: Caller,
  now: Instant,
): Promise<Answer<EpisodeDetail>> => {
  const { stored, facts } = await episodes.read(episodeId);
  if (stored === null || !seesEpisode(caller, stored.episode)) return NOT_FOUND;
  const [possibleMatches, texts] = await Promise.all([
    findPossibleMatches(episodes, stored),
    readNarratives(episodes, stored.episode),
  ]);
  const item = viewEpisode(stored, now);
  return {
    answer: {
      ...item,
      child: item.child && { ...item.child, possibleMatches: [...possibleMatches] },
      ...viewCircumstances(stored.episode, texts),
      cancellation: item.cancellation && { ...item.cancellation, note: texts.cancellationNote },
      history: historyOf(facts, directory).map((entry) => ({
        ...entry,
        changes: [...entry.changes],
      })),
    },
  };
};
