import { foldText } from '../../kernel/fold-text.ts';
import { hash } from '../../kernel/hash.ts';
import type { ChildFields } from '../../police-contract/notification.ts';
import type { EpisodeIds } from '../episode-ids.ts';
import { type DecidedChildren, nameChild } from './child-matches.ts';
import { contradict } from './descriptions.ts';

export const CHILD_KEY_KINDS = [
  'authority-child-id',
  'police-person-id',
  'nhs-number',
  'upn',
  'name-birth',
] as const;

export type ChildKeyKind = (typeof CHILD_KEY_KINDS)[number];

/** The value is a keyed hash, so that it identifies no child. */
export interface ChildKey {
  readonly kind: ChildKeyKind;
  readonly hash: string;
}

/** An episode under a key, with what is known of its child. */
export interface KnownChild {
  readonly childId: string;
  readonly episodeId: string;
  readonly child: ChildFields | null;
}

/** A match by name and date of birth is only possible: a person must confirm it. */
export const isSureKey = (key: ChildKey): boolean => key.kind !== 'name-birth';

/** The same for `Mac Donald`, `McDonald` and `Mc-Donald`. */
const unifyMac = (folded: string): string =>
  folded.replaceAll(/(?<!\p{L})ma?c[ '-]*(?=\p{L})/gu, 'mc');

/** The letters of a whole name in alphabetical order, so that spaces and the order of names make no difference. */
const readLetters = (name: string): string =>
  Array.from(unifyMac(foldText(name).toLowerCase()))
    .filter((letter) => /[\p{L}\p{N}]/u.test(letter))
    .sort()
    .join('');

const MOST_NAMES = 8;

/** Every name that the child goes by: as given, and each alias alone and with the family name. */
const listNames = ({ givenName, familyName, nameAsGiven, aliases }: ChildFields) => {
  const family = familyName ?? '';
  const names = [
    givenName && family ? `${givenName} ${family}` : '',
    nameAsGiven ?? '',
    ...(aliases ?? []).flatMap((alias) => [alias, `${alias} ${family}`]),
  ];
  return [...new Set(names.map(readLetters).filter((letters) => letters !== ''))].slice(
    0,
    MOST_NAMES,
  );
};

const buildNameKey = (ids: EpisodeIds, letters: string, dateOfBirth: string): ChildKey => ({
  kind: 'name-birth',
  hash: ids.hashIdentifier('name-birth', letters, dateOfBirth),
});

const buildNameKeys = (ids: EpisodeIds, child: ChildFields): readonly ChildKey[] => {
  const { dateOfBirth } = child;
  if (!dateOfBirth) return [];
  return listNames(child).map((letters) => buildNameKey(ids, letters, dateOfBirth));
};

/** The key under which children of this name and date of birth are known. Null of a name without a letter. */
export const buildSearchKey = (
  ids: EpisodeIds,
  name: string,
  dateOfBirth: string,
): ChildKey | null => {
  const letters = readLetters(name);
  return letters === '' ? null : buildNameKey(ids, letters, dateOfBirth);
};

/**
 * Surest first: the authority's id within the authority, the police person id within the force, NHS
 * number, UPN, and names with the date of birth.
 */
export const buildChildKeys = (
  ids: EpisodeIds,
  child: ChildFields | null,
  responsibleAuthority: string,
  force: string,
): readonly ChildKey[] => {
  if (child === null) return [];
  const values: Record<Exclude<ChildKeyKind, 'name-birth'>, readonly string[] | null> = {
    'authority-child-id': child.authorityChildId
      ? [responsibleAuthority, child.authorityChildId]
      : null,
    'police-person-id': child.policePersonId ? [force, child.policePersonId] : null,
    'nhs-number': child.nhsNumber ? [child.nhsNumber] : null,
    upn: child.upn ? [child.upn] : null,
  };
  const sure = Object.entries(values).flatMap(([kind, value]) =>
    value === null
      ? []
      : [{ kind: kind as keyof typeof values, hash: ids.hashIdentifier(kind, ...value) }],
  );
  return [...sure, ...buildNameKeys(ids, child)];
};

const IDENTIFYING = [
  'givenName',
  'familyName',
  'nameAsGiven',
  'authorityChildId',
  'policePersonId',
  'nhsNumber',
  'upn',
] as const;

export const isChildIdentified = (child: ChildFields | null): boolean =>
  child !== null && IDENTIFYING.some((field) => Boolean(child[field]));

/** Other episodes under one key. */
export interface KnownUnderKey {
  readonly key: ChildKey;
  readonly known: readonly KnownChild[];
}

interface Subject {
  readonly episodeId: string;
  readonly child: ChildFields;
  /** As given to the episode before. Null for a new one. */
  readonly childId: string | null;
  /** Of other children: described by the same reference, or known by the key before. */
  readonly otherIds: readonly string[];
}

const isContradicted = (child: ChildFields, { child: other }: KnownChild): boolean =>
  other !== null && contradict(child, other);

/** Contradicting children whom nobody said to be the same. */
const areTwo = (one: KnownChild, other: KnownChild, children: DecidedChildren): boolean =>
  one.child !== null &&
  isContradicted(one.child, other) &&
  nameChild(one.childId, children) !== nameChild(other.childId, children);

/** An identifier under which two contradicting children are known links nobody without a person (police contract). */
const isUsable = (
  { known }: KnownUnderKey,
  contradicted: readonly KnownChild[],
  children: DecidedChildren,
): boolean =>
  !known.some(
    (one, index) =>
      contradicted.includes(one) ||
      known.slice(index + 1).some((other) => areTwo(one, other, children)),
  );

/**
 * Episodes of a child of another description. Where a person said that two of different descriptions are one, whoever is
 * like one of them is like both.
 */
const listContradicted = (
  { child, childId }: Subject,
  sure: readonly KnownUnderKey[],
  children: DecidedChildren,
): readonly KnownChild[] => {
  const known = sure.flatMap((one) => one.known);
  const unlike = new Set(
    known.filter((one) => isContradicted(child, one)).map((one) => one.childId),
  );
  const like = [...known.map((one) => one.childId), ...(childId === null ? [] : [childId])]
    .filter((id) => !unlike.has(id))
    .map((id) => nameChild(id, children));
  return known.filter(
    (one) => isContradicted(child, one) && !like.includes(nameChild(one.childId, children)),
  );
};

/** From the hash of a key, or from an episode. */
export const makeChildId = (of: string): string => `ch-${hash('child', of)}`;

/** From the surest key, else from the episode; never an id of a child whom the description contradicts. */
const makeNewChildId = (
  key: ChildKey | undefined,
  episodeId: string,
  others: ReadonlySet<string>,
): string => {
  const candidates = [...(key === undefined ? [] : [key.hash]), episodeId].map(makeChildId);
  return candidates.find((id) => !others.has(id)) ?? makeChildId(`${episodeId}/other`);
};

export interface ChosenChild {
  readonly childId: string;
  /** Episodes under the same identifier that are about a child of another description. */
  readonly contradicted: readonly KnownChild[];
}

/**
 * The child is the one known under the surest key that no description contradicts. Where a key leads to more than one,
 * the first in a fixed order is chosen, and a person is shown the others. An id that was given stays, unless it is that
 * of a child whom the description contradicts now. A new child's id follows from the surest key, so that messages in any
 * order, or at the same time, lead to the same child. Without a sure key the child belongs to this episode only: children
 * are never merged on a name. `children`: what people decided of those who are known.
 */
export const chooseChild = (
  subject: Subject,
  underKeys: readonly KnownUnderKey[],
  children: DecidedChildren,
): ChosenChild => {
  const { episodeId, child, childId, otherIds } = subject;
  const sure = underKeys.filter(({ key }) => isSureKey(key));
  const contradicted = listContradicted(subject, sure, children);
  const usable = sure.filter((one) => isUsable(one, contradicted, children));
  const unlike = sure.flatMap(({ known }) => known.filter((one) => isContradicted(child, one)));
  const others = new Set([...unlike.map((one) => one.childId), ...otherIds]);
  const [first] = usable.flatMap(({ known }) =>
    known
      .map((one) => one.childId)
      .filter((id) => !others.has(id))
      .sort(),
  );
  const kept = childId === null || others.has(childId) ? null : childId;
  return {
    childId: first ?? kept ?? makeNewChildId(usable[0]?.key, episodeId, others),
    contradicted: [...new Map(contradicted.map((one) => [one.episodeId, one])).values()],
  };
};
