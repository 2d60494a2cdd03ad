import type { StoredEpisode } from './episode.ts';
import type { ReferenceStore } from './reference-store.ts';
import pMap from 'p-map';
import { type ChildKey, isSureKey } from './rules/child-identity.ts';
import {
  createUndecided,
  type DecidedChild,
  type DecidedChildren,
  isUndecided,
  listSameChild,
  makeMatchId,
  nameChild,
} from './rules/child-matches.ts';

type ChildReader = Pick<ReferenceStore, 'findChildren' | 'listEpisodesOfChild' | 'readChildren'>;

const listKeys = (episodes: readonly StoredEpisode[]): readonly ChildKey[] => {
  const keys = episodes.flatMap(({ childKeys }) => childKeys);
  return [...new Map(keys.map((key) => [`${key.kind}#${key.hash}`, key])).values()];
};

export interface Match {
  readonly matchId: string;
  readonly childId: string;
  /** Null until a person has decided whether this is the same child. */
  readonly decision: 'same' | 'different' | null;
  /** Known under one identifier, with another description. */
  readonly contradicts: boolean;
}

/** What holds between a child, under any of its ids, and another one. */
const findDecision = (
  { group, apart }: DecidedChild,
  other: readonly string[],
): Match['decision'] => {
  if (other.some((id) => group.includes(id))) return 'same';
  return other.some((id) => apart.includes(id)) ? 'different' : null;
};

const toMatch = (
  own: DecidedChild,
  childId: string,
  children: DecidedChildren,
  contradicting: readonly string[],
): Match => {
  const others = listSameChild(childId, children);
  const name = nameChild(childId, children);
  return {
    matchId: makeMatchId(own.group[0] ?? own.childId, name),
    childId: name,
    decision: findDecision(own, others),
    contradicts: others.some((id) => contradicting.includes(id)),
  };
};

/**
 * Other children with any key of this episode's child, and those whom a person decided about. Found at each read, so that
 * a match shows on both episodes, whichever came first.
 */
export const findMatches = async (
  episodes: ChildReader,
  stored: StoredEpisode,
): Promise<readonly Match[]> => {
  const { childId } = stored;
  if (childId === null) return [];
  const others = await episodes.listEpisodesOfChild(childId);
  const alike = [stored, ...others];
  const found = await Promise.all(listKeys(alike).map((key) => episodes.findChildren(key)));
  const contradicting = alike.flatMap((one) => one.contradicting);
  const own = await readOwn(episodes, childId);
  const ids = [...found.flat().map((known) => known.childId), ...contradicting, ...own.apart];
  const children = await episodes.readChildren(ids);
  const matches = ids
    .filter((id) => !own.group.includes(id))
    .map((id) => toMatch(own, id, children, contradicting));
  const distinct = new Map(matches.map((match) => [match.matchId, match]));
  return [...listJoined(own), ...distinct.values()].sort((a, b) =>
    a.childId < b.childId ? -1 : 1,
  );
};

const readOwn = async (
  episodes: Pick<ReferenceStore, 'readChildren'>,
  childId: string,
): Promise<DecidedChild> =>
  (await episodes.readChildren([childId])).get(childId) ?? createUndecided(childId);

/** The decisions that made the ids of the child one. */
const listJoined = ({ same, childId }: DecidedChild): readonly Match[] =>
  same.map((other) => ({
    matchId: makeMatchId(childId, other),
    childId: other,
    decision: 'same',
    contradicts: false,
  }));

const KEYS_AT_ONCE = 20;

/**
 * Of these episodes the children who may be another child by name and date of birth, and of whom nobody has said so or
 * otherwise. For lists: `findMatches` knows more, and costs more.
 */
export const listUnconfirmed = async (
  episodes: Pick<ReferenceStore, 'findChildren'>,
  stored: readonly StoredEpisode[],
  children: DecidedChildren,
): Promise<ReadonlySet<string>> => {
  const byName = listKeys(stored).filter((key) => !isSureKey(key));
  const known = new Map(
    await pMap(byName, async (key) => [key.hash, await episodes.findChildren(key)] as const, {
      concurrency: KEYS_AT_ONCE,
    }),
  );
  const isUnconfirmed = ({ childId, childKeys }: StoredEpisode): boolean =>
    childKeys
      .flatMap(({ hash }) => known.get(hash) ?? [])
      .some((other) => isUndecided(childId, other.childId, children));
  return new Set(stored.filter(isUnconfirmed).flatMap(({ childId }) => childId ?? []));
};
