import { isDeepStrictEqual } from 'node:util';
import type { Directory } from '../directory/directory.ts';
import type { StateChange } from './episode-writes.ts';
import type { ChildLink, Episode, StoredEpisode } from './episode.ts';
import type { RaisedLevel } from './escalation.ts';
import { assignRaisedLevels, type MoveContext, moveEscalations } from './move-escalations.ts';
import type { EpisodeRecord } from './reference-record.ts';
import { foldEpisode } from './rules/fold-episode.ts';
import { buildNextState } from './rules/next-state.ts';

/** An episode of a reference as its notifications and work make it, with the levels that were raised for it. */
export interface FoldedEpisode {
  readonly record: EpisodeRecord;
  readonly episode: Episode;
  readonly raised: readonly RaisedLevel[];
  /** Reports of the reference describe more than one child. */
  readonly isReused: boolean;
}

/** `states` are those that are stored of the reference. */
export const foldReference = (
  records: readonly EpisodeRecord[],
  states: readonly StoredEpisode[],
  directory: Directory,
): readonly FoldedEpisode[] => {
  const folded = records.map((record) => ({
    record,
    episode: foldEpisode(record.facts, directory, record.actions, record),
  }));
  const raised = assignRaisedLevels(
    states,
    folded.map(({ episode }) => episode),
  );
  const isReused = folded.some(({ episode }) => episode.flags.includes('reference-reused'));
  return folded.map((one) => ({
    ...one,
    raised: raised.get(one.record.episodeId) ?? [],
    isReused,
  }));
};

/** The next state of an episode whose raised levels may have been another's. */
export const buildStateChange = async (
  context: MoveContext,
  { record: { stored }, episode, raised }: FoldedEpisode,
  link: ChildLink,
) => ({
  previous: stored,
  next: buildNextState(stored, { episode, ...link, raised }, context.directory),
  movedEscalations: await moveEscalations(context, stored, episode, raised),
});

export const isChanged = ({ previous, next }: Pick<StateChange, 'previous' | 'next'>): boolean =>
  previous === null ||
  previous.childId !== next.childId ||
  !isDeepStrictEqual(previous.episode, next.episode) ||
  !isDeepStrictEqual(previous.childKeys, next.childKeys) ||
  !isDeepStrictEqual(previous.raised, next.raised);

/** States of episodes that are one with another now. */
export const listGone = (
  records: readonly EpisodeRecord[],
  states: readonly StoredEpisode[],
): readonly StoredEpisode[] => {
  const ids = new Set(records.map(({ episodeId }) => episodeId));
  return states.filter(({ episode }) => !ids.has(episode.episodeId));
};
