import type { Fact } from '../../../../shared/episodes/fact.ts';
import type { StoredEpisodeItems, StoredItems } from './stored-items.ts';
import { requireThat, type Violation } from './violation.ts';

const REOPENING: readonly string[] = ['reported', 'found', 'returned'];

/** In the order in which the force recorded them. */
const sortRecorded = (facts: readonly Fact[]): readonly Fact[] =>
  facts.toSorted((a, b) => (a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time < b.time ? -1 : 1));

const findCancelled = ({ facts }: StoredEpisodeItems) => {
  const last = sortRecorded(facts).findLast(
    ({ kind }) => kind === 'cancelled' || REOPENING.includes(kind),
  );
  return last?.kind === 'cancelled' ? last : null;
};

const readStartMs = ({ stored }: StoredEpisodeItems): number => {
  const episode = stored?.episode;
  return Date.parse(episode?.reportedAt ?? episode?.foundAt ?? episode?.returnedAt ?? '') || 0;
};

export type KnownEpisodes = Pick<StoredItems, 'episodes' | 'nameChild'>;

const isOfSameChild = (
  { stored: one }: StoredEpisodeItems,
  { stored: other }: StoredEpisodeItems,
  nameChild: StoredItems['nameChild'],
): boolean =>
  one?.childId != null &&
  other?.childId != null &&
  nameChild(one.childId) === nameChild(other.childId);

/** The absence of the same child under that reference that began nearest in time is not cancelled. */
const isDuplicateOf = (
  one: StoredEpisodeItems,
  named: string | undefined,
  { episodes: all, nameChild }: KnownEpisodes,
): boolean => {
  const { force, reference } = one.facts[0] ?? {};
  const gap = (other: StoredEpisodeItems): number =>
    Math.abs(readStartMs(one) - readStartMs(other));
  const [nearest] = all
    .filter((other) => other.facts[0]?.force === force)
    .filter(({ facts: [first] }) => first?.reference === named && named !== reference)
    .filter((other) => isOfSameChild(one, other, nameChild))
    .toSorted((a, b) => gap(a) - gap(b));
  return nearest !== undefined && findCancelled(nearest) === null;
};

/** The last find that says how the child was says so, and no return was recorded after it. */
const saysDead = ({ facts }: StoredEpisodeItems): boolean => {
  const sorted = sortRecorded(facts);
  const at = sorted.findLastIndex(
    (one) => one.kind === 'found' && one.data.condition !== undefined,
  );
  const find = sorted[at];
  const isBack = sorted.slice(at + 1).some(({ kind }) => kind === 'returned');
  return find?.kind === 'found' && find.data.condition === 'deceased' && !isBack;
};

export type Withdrawal = 'cancelled' | 'deceased' | null;

/** Worked out again from the facts of all episodes, by code that shares nothing with the product's rules. */
export const findWithdrawal = (
  one: StoredEpisodeItems,
  known: KnownEpisodes,
  hasOutcome: boolean,
): Withdrawal => {
  const { episodes, nameChild } = known;
  const ofChild = episodes.filter((other) => other === one || isOfSameChild(one, other, nameChild));
  if (!hasOutcome && ofChild.some(saysDead)) return 'deceased';
  const cancelled = findCancelled(one);
  if (cancelled === null) return null;
  const { reason, duplicateOf } = cancelled.data;
  return reason !== 'duplicate' || isDuplicateOf(one, duplicateOf?.trim(), known)
    ? 'cancelled'
    : null;
};

const isRight = (one: StoredEpisodeItems, known: KnownEpisodes): boolean => {
  const task = one.stored?.episode.task ?? null;
  if (task === null) return true;
  const right = findWithdrawal(one, known, task.outcome !== null);
  return (
    (task.state === 'withdrawn') === (right !== null) &&
    (task.withdrawn?.reason === 'deceased') === (right === 'deceased')
  );
};

/** The same in any order of arrival: only what police said last counts. */
export const checkWithdrawals = (known: StoredItems): readonly Violation[] => {
  const wrong = known.episodes.filter((one) => !isRight(one, known));
  return requireThat(
    wrong.length === 0,
    'A task is withdrawn only for a reason that holds, and whenever one does.',
    wrong.map(({ stored }) => stored?.episode.reference).join(', '),
  );
};
