import type { ChildKey } from './child-identity.ts';
import type { EpisodeStore } from './ports.ts';
import type { StoredEpisode } from './stored-episode.ts';

type ChildReader = Pick<EpisodeStore, 'findChildren' | 'listEpisodesOfChild'>;

const keysOf = (episodes: readonly StoredEpisode[]): readonly ChildKey[] => {
  const keys = episodes.flatMap(({ childKeys }) => childKeys);
  return [...new Map(keys.map((key) => [`${key.kind}#${key.hash}`, key])).values()];
};

/**
 * Other children known under any key of this episode's child, whichever of the child's episodes told
 * the key. It is looked up when it is read, so an unconfirmed match shows on both sides whichever
 * came first.
 */
export const findPossibleMatches = async (
  episodes: ChildReader,
  stored: StoredEpisode,
): Promise<readonly string[]> => {
  const { childId } = stored;
  if (childId === null) return [];
  const others = await episodes.listEpisodesOfChild(childId);
  const found = await Promise.all(
    keysOf([stored, ...others]).map((key) => episodes.findChildren(key)),
  );
  const children = new Set(found.flat().map((known) => known.childId));
  return [...children].filter((other) => other !== childId).sort();
};
