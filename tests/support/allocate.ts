import type { Directory } from '../../shared/directory/authority.ts';
import { foldEpisode } from '../../shared/episodes/fold-episode.ts';
import type { EpisodeStore } from '../../shared/episodes/ports.ts';
import { buildNextState } from '../../shared/episodes/next-state.ts';
import { allocatedTo, type ActionAbout } from './actions.ts';

/** Gives the task of a stored episode to somebody, or to nobody, as a manager would. */
export const allocate = async (
  { episodes, directory }: { readonly episodes: EpisodeStore; readonly directory: Directory },
  episodeId: string,
  practitioner: string | null,
  about: ActionAbout = {},
): Promise<void> => {
  const { stored, facts, actions } = await episodes.read(episodeId);
  if (stored === null) throw new Error('There is no such episode.');
  const action = allocatedTo(practitioner, about);
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
