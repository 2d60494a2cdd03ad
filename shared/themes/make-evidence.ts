import type { Directory } from '../directory/authority.ts';
import { hash } from '../kernel/hash.ts';
import type { Evidence } from './evidence.ts';
import { evidenceOf } from './evidence-of.ts';
import type { EpisodeStore } from '../episodes/ports.ts';
import type { StoredEpisode } from '../episodes/stored-episode.ts';
import type { SettledAs } from './themes.ts';

/** What the facts of an episode say now. */
export interface MadeEvidence {
  readonly evidence: readonly Evidence[];
  readonly settled: SettledAs;
}

const evidenceIn = async (
  episodes: Pick<EpisodeStore, 'readDebrief'>,
  { episode, childId }: StoredEpisode,
  directory: Directory,
): Promise<readonly Evidence[]> => {
  const debriefId = episode.task?.debriefId ?? null;
  if (debriefId === null) return [];
  // It was written with the state that names it, and is never changed: read after it, it is there.
  const debrief = await episodes.readDebrief(episode.episodeId, debriefId);
  if (debrief === null) throw new Error('A debrief that stands is not in the table.');
  return evidenceOf({ episode, childId, debrief }, directory);
};

/**
 * Makes the evidence of an episode from its state and standing debrief. An episode that is cancelled keeps it: what a
 * child told stays told. Without an episode, or a debrief, there is none.
 */
export const makeEvidence = async (
  episodes: Pick<EpisodeStore, 'readState' | 'readDebrief'>,
  episodeId: string,
  directory: Directory,
): Promise<MadeEvidence> => {
  const stored = await episodes.readState(episodeId);
  const evidence = stored === null ? [] : await evidenceIn(episodes, stored, directory);
  const evidenceHash = hash('evidence', JSON.stringify(evidence));
  return { evidence, settled: { hash: evidenceHash, episodeVersion: stored?.version ?? 0 } };
};
