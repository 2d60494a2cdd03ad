import type { Directory } from '../../shared/directory/directory.ts';
import { buildAllocation, type ActionOverrides } from './actions.ts';
import { foldEpisode } from '../../shared/episodes/rules/fold-episode.ts';
import { buildNextState } from '../../shared/episodes/rules/next-state.ts';
import type { EpisodeStore } from '../../shared/episodes/episode-store.ts';

/** Gives the task of a stored episode to somebody, or to nobody, as a manager would. */
export const allocate = async (
  { episodes, directory }: { readonly episodes: EpisodeStore; readonly directory: Directory },
  episodeId: string,
  practitioner: string | null,
  about: ActionOverrides = {},
): Promise<void> => {
  const { stored, facts, actions } = await episodes.read(episodeId);
  if (stored === null) throw new Error('There is no such episode.');
  const action = buildAllocation(practitioner, about);
  const episode = foldEpisode(facts, directory, [...actions, action]);
  const written = await episodes.change([
    {
      previous: stored,
      next: buildNextState(stored, { ...stored, episode }, directory),
      actions: [{ action, texts: {}, debrief: null }],
      escalations: [],
      alerts: [],
      claim: null,
    },
  ]);
  if (written !== 'written') throw new Error('Somebody else wrote the episode.');
};
