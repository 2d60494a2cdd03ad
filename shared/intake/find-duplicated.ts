import { findNamedReference } from '../episodes/duplicate-pointer.ts';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import type { Episode, StoredEpisode } from '../episodes/episode.ts';
import { sortFacts } from '../episodes/fact.ts';
import {
  type EpisodeRecord,
  type ReferenceRecord,
  splitRecord,
} from '../episodes/reference-record.ts';
import { listSameChild } from '../episodes/rules/child-matches.ts';
import { findCancellationInForce } from '../episodes/rules/merge-facts.ts';

export type DuplicateReader = Pick<ReferenceStore, 'readReference' | 'readChildren' | 'ids'>;

const readStart = ({ reportedAt, foundAt, returnedAt }: Episode): string =>
  reportedAt ?? foundAt ?? returnedAt ?? '';

const measureDistance = (one: Episode, other: Episode): number =>
  Math.abs(Date.parse(readStart(one)) - Date.parse(readStart(other))) || 0;

/** Of the episodes of the named reference that are about the same child, the one that began nearest in time. */
const findNearest = (
  episode: Episode,
  childIds: readonly string[],
  named: ReferenceRecord,
): EpisodeRecord | null =>
  splitRecord(named)
    .flatMap((record) => {
      const { stored } = record;
      return stored?.childId == null || !childIds.includes(stored.childId)
        ? []
        : [{ record, distance: measureDistance(episode, stored.episode) }];
    })
    .sort((a, b) => a.distance - b.distance)[0]?.record ?? null;

/**
 * The episode that this one duplicates: it is known, of the same child, and has no cancellation in force (police
 * contract). Null where there is none, so that the task stays open.
 */
export const findDuplicated = async (
  episodes: DuplicateReader,
  { episode, childId }: Pick<StoredEpisode, 'episode' | 'childId'>,
  duplicateOf: string | undefined,
): Promise<string | null> => {
  const named = findNamedReference(episodes.ids, episode, duplicateOf);
  if (named === null || childId === null) return null;
  const childIds = listSameChild(childId, await episodes.readChildren([childId]));
  const nearest = findNearest(episode, childIds, await episodes.readReference(named));
  const isKept = nearest !== null && findCancellationInForce(sortFacts(nearest.facts)) === null;
  return isKept ? nearest.episodeId : null;
};
