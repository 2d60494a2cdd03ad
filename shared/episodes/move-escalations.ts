import type { Episode, StoredEpisode } from './episode.ts';
import type { EpisodeStore } from './episode-store.ts';
import type { Escalation } from './escalation.ts';

/**
 * The escalations of an episode that turns out to belong to another authority, as that authority is to see them: the
 * one before no longer owns the task.
 */
export const moveEscalations = async (
  episodes: Pick<EpisodeStore, 'readEscalation'>,
  stored: StoredEpisode | null,
  { episodeId, responsibleAuthority: authority, task }: Episode,
): Promise<readonly Escalation[]> => {
  if (stored === null || stored.episode.responsibleAuthority === authority) return [];
  const escalations = await Promise.all(
    stored.raised.map((level) => episodes.readEscalation(episodeId, level)),
  );
  return escalations.flatMap((escalation) =>
    escalation === null ? [] : [{ ...escalation, authority, team: task?.team ?? null }],
  );
};
