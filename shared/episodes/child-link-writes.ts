import type { TableWrite } from '../database/table.ts';
import { childLinkKey } from './episode-items.ts';
import type { StoredEpisode } from './episode.ts';
import type { ChildKey } from './rules/child-identity.ts';

interface Change {
  readonly previous: StoredEpisode | null;
  readonly next: StoredEpisode;
}

const createLinkId = (childId: string | null, key: ChildKey): string =>
  `${childId ?? ''}#${key.hash}`;

/** Under each of its keys, an episode says which child it is about. */
export const buildChildLinkWrites = ({ previous, next }: Change): readonly TableWrite[] => {
  const { episodeId } = next.episode;
  const had = new Set(previous?.childKeys.map((key) => createLinkId(previous.childId, key)));
  const has = new Set(next.childKeys.map(({ hash }) => hash));
  const added = next.childKeys.filter((key) => !had.has(createLinkId(next.childId, key)));
  const gone = (previous?.childKeys ?? []).filter(({ hash }) => !has.has(hash));
  return [
    ...added.map((key) => ({
      put: { ...childLinkKey(key, episodeId), entity: 'child-link', childId: next.childId },
    })),
    ...gone.map((key) => ({ remove: childLinkKey(key, episodeId) })),
  ];
};
