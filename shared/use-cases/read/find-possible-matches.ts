import type { ChildKey, KnownChild } from '../../domain/child-identity.ts';
import type { EpisodeStore, StoredEpisode } from '../../ports.ts';

/** Tells, for any episode of a page, which other children its child may be. */
export type MatchFinder = (stored: StoredEpisode) => Promise<readonly string[]>;

/**
 * Other children known under any key of an episode's child. It is looked up when it is read, so an
 * unconfirmed match shows on both sides whichever came first. A key is asked for once a page.
 */
export const createMatchFinder = (episodes: Pick<EpisodeStore, 'findChildren'>): MatchFinder => {
  const asked = new Map<string, Promise<readonly KnownChild[]>>();
  const childrenUnder = (key: ChildKey): Promise<readonly KnownChild[]> => {
    const name = `${key.kind}#${key.digest}`;
    const known = asked.get(name) ?? episodes.findChildren(key);
    asked.set(name, known);
    return known;
  };
  return async ({ childKeys, childId }) => {
    const found = await Promise.all(childKeys.map(childrenUnder));
    const children = new Set(found.flat().map((known) => known.childId));
    return [...children].filter((other) => other !== childId).sort();
  };
};
