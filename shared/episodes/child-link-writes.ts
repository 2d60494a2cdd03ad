import type { TableWrite } from '../database/table.ts';
import { CHILD_KEY_HEAD, childKeyPartition, childLinkKey } from './episode-items.ts';
import type { StoredEpisode } from './episode.ts';
import type { ChildKey } from './rules/child-identity.ts';

/** An episode as it was, and as it is to be. */
export interface Change {
  readonly previous: StoredEpisode | null;
  readonly next: StoredEpisode;
}

const createLinkId = (childId: string | null, key: ChildKey): string =>
  `${childId ?? ''}#${key.hash}`;

/** That no other episode was known under a key. The write is refused when one has become known since. */
export interface KeyClaim {
  readonly key: ChildKey;
  /** As read; 0 for a key that nobody ever had. */
  readonly version: number;
}

interface Claiming {
  readonly keyClaims?: readonly KeyClaim[];
}

/** Episodes of one reference that are written together can have the same key: it is claimed once. */
export const buildKeyClaimWrites = (changes: readonly Claiming[]): readonly TableWrite[] => {
  const claims = changes.flatMap(({ keyClaims = [] }) => keyClaims);
  const byKey = new Map(claims.map((claim) => [childKeyPartition(claim.key), claim]));
  return Array.from(byKey, ([pk, { version }]) => ({
    put: { pk, sk: CHILD_KEY_HEAD, entity: 'child-key', version: version + 1 },
    onlyIf: version === 0 ? 'absent' : { version },
  }));
};

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
