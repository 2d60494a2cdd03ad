import { isDeepStrictEqual } from 'node:util';
import { chooseChild, buildChildKeys, isChildIdentified, type ChildKey } from './child-identity.ts';
import type { Episode } from './episode.ts';
import type { EpisodeStore } from './ports.ts';
import type { StoredEpisode } from './stored-episode.ts';

/** Which child an episode is about, and the keys under which it says so. */
export type ChildLink = Pick<StoredEpisode, 'childId' | 'childKeys'>;

const lookUp = (episodes: EpisodeStore, keys: readonly ChildKey[]) =>
  Promise.all(keys.map(async (key) => ({ key, children: await episodes.findChildren(key) })));

/** Looks the child up again only when what police told of it has changed its keys. */
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
  return { childId: chooseChild(episodeId, await lookUp(episodes, childKeys)), childKeys };
};
