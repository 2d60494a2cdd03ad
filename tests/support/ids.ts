import { createEpisodeIds } from '../../shared/episodes/episode-ids.ts';
import type { Action } from '../../shared/episodes/action.ts';
import type { Directory } from '../../shared/directory/directory.ts';
import type { Episode } from '../../shared/episodes/episode.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { foldEpisode } from '../../shared/episodes/rules/fold-episode.ts';
import { LOCAL_ID_KEY } from '../../shared/platform/names.ts';

/** With the key of stage `local`, which every test and the local stack use. */
export const IDS = createEpisodeIds(LOCAL_ID_KEY);
export const { makeEpisodeId } = IDS;

/** Facts of a reference that is missing once. */
export const foldOnlyEpisode = (
  facts: readonly Fact[],
  directory: Directory,
  actions: readonly Action[] = [],
): Episode => {
  const [{ force, reference } = { force: '', reference: '' }] = facts;
  const place = { episodeId: makeEpisodeId(force, reference), earlier: [] };
  return foldEpisode(facts, directory, actions, place);
};
