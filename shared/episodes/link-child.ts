import { isDeepStrictEqual } from 'node:util';
import type { Episode, ChildLink, StoredEpisode } from './episode.ts';
import {
  buildChildKeys,
  type ChildKey,
  chooseChild,
  isChildIdentified,
  isSureKey,
  makeChildId,
  type KnownChild,
  type KnownUnderKey,
} from './rules/child-identity.ts';
import type { KeyClaim } from './child-link-writes.ts';
import { readFirstId } from './episode-items.ts';
import type { ReferenceStore } from './reference-store.ts';
import type { ChildFields } from '../police-contract/notification.ts';
import type { DecidedChildren } from './rules/child-matches.ts';
import { contradict } from './rules/descriptions.ts';

/** Enough to see whether descriptions contradict: a child who is often missing has many. */
const MOST_KNOWN = 20;

const isOfReference = (one: string, other: string): boolean =>
  readFirstId(one) === readFirstId(other);

/** Episodes of the same reference are known as they are to be, not as they are stored. */
const findUnderKey = async (
  episodes: ReferenceStore,
  key: ChildKey,
  own: string,
  siblings: readonly StoredEpisode[],
): Promise<KnownUnderKey & KeyClaim> => {
  if (!isSureKey(key)) return { key, known: [], version: 0 };
  const { children, version } = await episodes.readChildKey(key);
  const others = children
    .filter(({ episodeId }) => !isOfReference(episodeId, own))
    .slice(-MOST_KNOWN);
  const states = await Promise.all(others.map(({ episodeId }) => episodes.readState(episodeId)));
  const known = listKnown(
    states.filter((state) => state !== null),
    key,
  );
  return { key, known: [...known, ...listKnown(siblings, key)], version };
};

/** A link can be older than the state that is read after it: an episode that has the key no more is not known by it. */
const listKnown = (siblings: readonly StoredEpisode[], key: ChildKey): readonly KnownChild[] =>
  siblings.flatMap(({ childId, childKeys, episode: { episodeId, child } }) =>
    childId !== null && childKeys.some(({ hash }) => hash === key.hash)
      ? [{ childId, episodeId, child }]
      : [],
  );

export interface FoundChild {
  readonly link: ChildLink;
  /** Episodes of a child of another description under the same identifier. */
  readonly contradicted: readonly KnownChild[];
  /** Keys under which no other episode is known: of two who read that, one must look again. */
  readonly claims: readonly KeyClaim[];
}

const keepFormer = (link: ChildLink | null, childId: string): readonly string[] => {
  const former = link?.childId ?? null;
  const kept = link?.formerChildIds ?? [];
  return former === null || former === childId ? kept : [...new Set([...kept, former])];
};

interface Known {
  readonly stored: StoredEpisode | null;
  /** The episodes before this one under the same reference, as they are to be. */
  readonly siblings: readonly StoredEpisode[];
  /** All that is stored of the reference. */
  readonly states: readonly StoredEpisode[];
  /** Reports of the reference describe more than one child. */
  readonly isReused: boolean;
}

/** A report described another child than before: nothing of the first one stands under the second. */
const hasOtherChild = ({ child }: Episode, { stored, isReused }: Known): boolean => {
  const known = stored?.episode.child ?? null;
  return isReused && child !== null && known !== null && contradict(known, child);
};

/**
 * All episodes of a reference are about one child, unless a report described another. Then each child keeps the id that
 * it had, although a late message moves it to another episode.
 */
const inheritChild = (
  child: ChildFields,
  previous: StoredEpisode | null,
  { siblings, states }: Known,
): string | null => {
  const same = [...siblings.slice(-1), ...states].find(
    ({ episode }) => episode.child !== null && !contradict(episode.child, child),
  );
  return previous?.childId ?? same?.childId ?? null;
};

/** The id that a key would give, where a child who had the key before still has it: that one is somebody else. */
const listHeldIds = async (
  episodes: Pick<ReferenceStore, 'listEpisodesUnder'>,
  underKeys: readonly (KnownUnderKey & KeyClaim)[],
  own: string,
): Promise<readonly string[]> => {
  const ids = underKeys
    .filter(({ known, version }) => known.length === 0 && version > 0)
    .map(({ key }) => makeChildId(key.hash));
  const holders = await Promise.all(ids.map((id) => episodes.listEpisodesUnder([id])));
  return ids.filter((_, at) =>
    holders[at]?.some(({ episode }) => !isOfReference(episode.episodeId, own)),
  );
};

/** One alone is nobody else: only where there are two, a person can have decided. */
const readDecided = async (
  episodes: Pick<ReferenceStore, 'readChildren'>,
  own: string | null,
  underKeys: readonly KnownUnderKey[],
): Promise<DecidedChildren> => {
  const known = underKeys.flatMap((one) => one.known.map(({ childId }) => childId));
  const ids = new Set(own === null ? known : [own, ...known]);
  return ids.size > 1 ? episodes.readChildren([...ids]) : new Map();
};

/** Of the children whom other reports of the reference described. */
const listOtherIds = (child: ChildFields, { states, siblings, isReused }: Known) =>
  isReused
    ? [...states, ...siblings].flatMap(({ childId, episode }) =>
        childId !== null && episode.child !== null && contradict(episode.child, child)
          ? [childId]
          : [],
      )
    : [];

/** Finds the child again only when police data changed the child's keys or description. */
export const findChild = async (
  episodes: ReferenceStore,
  episode: Episode,
  known: Known,
): Promise<FoundChild> => {
  const { siblings } = known;
  const previous = hasOtherChild(episode, known) ? null : known.stored;
  const { child, responsibleAuthority, force, episodeId } = episode;
  if (child === null || !isChildIdentified(child))
    return { link: NO_CHILD, contradicted: [], claims: [] };
  const childKeys = buildChildKeys(episodes.ids, child, responsibleAuthority, force);
  const isSame =
    previous?.childId != null &&
    isDeepStrictEqual(childKeys, previous.childKeys) &&
    isDeepStrictEqual(child, previous.episode.child);
  if (isSame) return { link: { ...pickLink(previous), childKeys }, contradicted: [], claims: [] };
  const underKeys = await Promise.all(
    childKeys.map((key) => findUnderKey(episodes, key, episodeId, siblings)),
  );
  const subject = {
    episodeId,
    child,
    childId: inheritChild(child, previous, known),
    otherIds: [
      ...listOtherIds(child, known),
      ...(await listHeldIds(episodes, underKeys, episodeId)),
    ],
  };
  const children = await readDecided(episodes, subject.childId, underKeys);
  const { childId, contradicted } = chooseChild(subject, underKeys, children);
  const contradicting = [...new Set(contradicted.map((one) => one.childId))];
  const formerChildIds = keepFormer(previous, childId);
  const claims = underKeys.filter(({ key, known }) => isSureKey(key) && known.length === 0);
  return { link: { childId, childKeys, contradicting, formerChildIds }, contradicted, claims };
};

const NO_CHILD: ChildLink = { childId: null, childKeys: [], contradicting: [], formerChildIds: [] };

const pickLink = ({
  childId,
  childKeys,
  contradicting,
  formerChildIds,
}: StoredEpisode): ChildLink => ({ childId, childKeys, contradicting, formerChildIds });
