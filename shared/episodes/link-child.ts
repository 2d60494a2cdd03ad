import { isDeepStrictEqual } from 'node:util';
import type { Episode, ChildLink, StoredEpisode } from './episode.ts';
import {
  chooseChild,
  buildChildKeys,
  isChildIdentified,
  type ChildKey,
} from './rules/child-identity.ts';
import type { EpisodeStore } from './episode-store.ts';

const findChild = (episodes: EpisodeStore, keys: readonly ChildKey[]) =>
  Promise.all(keys.map(async (key) => ({ key, children: await episodes.findChildren(key) })));

/** Finds the child again only when police data changed the child's keys. */
export const linkChild = async (
  episodes: EpisodeStore,
  episode: Episode,
  previous: ChildLink | null,
): Promise<ChildLink> => {
  const { child, responsibleAuthority, force, episodeId } = episode;
  if (!isChildIdentified(child)) return { childId: null, childKeys: [] };
  const childKeys = buildChildKeys(child, responsibleAuthority, force);
  const known = previous?.childId ?? null;
  if (known !== null && isDeepStrictEqual(childKeys, previous?.childKeys)) {
    return { childId: known, childKeys };
  }
  return { childId: chooseChild(episodeId, await findChild(episodes, childKeys)), childKeys };
};

type ChildReader = Pick<EpisodeStore, 'findChildren' | 'listEpisodesOfChild'>;

const listKeys = (episodes: readonly StoredEpisode[]): readonly ChildKey[] => {
  const keys = episodes.flatMap(({ childKeys }) => childKeys);
  return [...new Map(keys.map((key) => [`${key.kind}#${key.hash}`, key])).values()];
};

/**
 * Other children with any key of this episode's child. Found at each read, so that an unconfirmed
 * match shows on both episodes, whichever came first.
 */
export const findPossibleMatches = async (
  episodes: ChildReader,
  stored: StoredEpisode,
): Promise<readonly string[]> => {
  const { childId } = stored;
  if (childId === null) return [];
  const others = await episodes.listEpisodesOfChild(childId);
  const found = await Promise.all(
    listKeys([stored, ...others]).map((key) => episodes.findChildren(key)),
  );
  const children = new Set(found.flat().map((known) => known.childId));
  return [...children].filter((other) => other !== childId).sort();
};
