import type { Action } from '../../shared/episodes/action.ts';
import { DIRECTORY } from './directory.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { foldEpisode } from '../../shared/episodes/rules/fold-episode.ts';
import type { StoredEpisode } from '../../shared/episodes/episode.ts';
import type { EpisodeWrite } from '../../shared/episodes/episode-writes.ts';

/** What is stored when these facts, and no others, have been taken in. */
export const buildStoredEpisode = (
  facts: readonly Fact[],
  about: Partial<StoredEpisode> = {},
  actions: readonly Action[] = [],
): StoredEpisode => ({
  episode: foldEpisode(facts, DIRECTORY, actions),
  childId: null,
  childKeys: [],
  version: facts.length,
  taskVersion: facts.length,
  raised: [],
  escalateAt: null,
  ...about,
});

/** The write of the last of these facts, after the others. */
export const buildEpisodeWrite = (
  facts: readonly [Fact, ...Fact[]],
  about: Partial<StoredEpisode> = {},
  before: Partial<StoredEpisode> = about,
): EpisodeWrite => {
  const earlier = facts.slice(0, -1);
  return {
    fact: facts.at(-1) ?? facts[0],
    body: `body of ${facts.at(-1)?.id ?? ''}`,
    firstReceivedAt: (facts.at(-1) ?? facts[0]).receivedAt,
    warnings: [],
    next: buildStoredEpisode(facts, about),
    previous: earlier.length === 0 ? null : buildStoredEpisode(earlier, before),
    actions: [],
    escalations: [],
    alerts: [],
    claim: null,
  };
};
