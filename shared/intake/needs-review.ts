import { isDeepStrictEqual } from 'node:util';
import type { ReferenceStore } from '../episodes/reference-store.ts';
import type { StateChange } from '../episodes/episode-writes.ts';
import { type Fact, sortFacts } from '../episodes/fact.ts';
import {
  type EpisodeRecord,
  type ReferenceRecord,
  splitRecord,
} from '../episodes/reference-record.ts';
import { findCancellationInForce } from '../episodes/rules/merge-facts.ts';
import { findLastCheck } from '../episodes/rules/withdrawal.ts';
import { wasEverDeceased } from './review-withdrawals.ts';

interface Dependencies {
  readonly episodes: Pick<ReferenceStore, 'listPointing' | 'isFoundDead'>;
}

/** Also where the episode turned out to be about another child since. */
const wasWithdrawn = ({ actions }: EpisodeRecord): boolean =>
  findLastCheck(actions, 'deceased-check')?.deceased === true;

const isDuplicate = ({ facts }: EpisodeRecord): boolean =>
  findCancellationInForce(sortFacts(facts))?.data.reason === 'duplicate';

const isNewChild = ({ previous, next }: StateChange): boolean => previous?.childId !== next.childId;

const hasNewCancellation = ({ previous, next }: StateChange): boolean =>
  !isDeepStrictEqual(previous?.episode.cancellation ?? null, next.episode.cancellation);

const isChildFoundDead = async (
  episodes: Pick<ReferenceStore, 'isFoundDead'>,
  { next: { childId, episode } }: StateChange,
): Promise<boolean> => childId !== null && (await episodes.isFoundDead(childId, episode.episodeId));

/** Whether anything depends on what was just written. What others wrote meanwhile is read after it. */
export const needsReview = async (
  { episodes }: Dependencies,
  fact: Fact,
  record: ReferenceRecord,
  changes: readonly StateChange[],
): Promise<boolean> => {
  const records = splitRecord({ ...record, facts: [...record.facts, fact] });
  if (fact.kind === 'cancelled' || record.pointing.length > 0) return true;
  if (records.some((one) => isDuplicate(one) || wasEverDeceased(one) || wasWithdrawn(one)))
    return true;
  const newChildren = changes.filter(isNewChild);
  if (newChildren.length === 0 && !changes.some(hasNewCancellation)) return false;
  if ((await episodes.listPointing(record.firstId)).length > 0) return true;
  const found = await Promise.all(newChildren.map((one) => isChildFoundDead(episodes, one)));
  return found.includes(true);
};
