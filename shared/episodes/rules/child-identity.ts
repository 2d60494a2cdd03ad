import { hash } from '../../kernel/hash.ts';
import type { ChildFields } from '../../police-contract/notification.ts';

export const CHILD_KEY_KINDS = [
  'authority-child-id',
  'police-person-id',
  'nhs-number',
  'upn',
  'name-birth-postcode',
] as const;

export type ChildKeyKind = (typeof CHILD_KEY_KINDS)[number];

/** The value is a hash, so that a key identifies no child. */
export interface ChildKey {
  readonly kind: ChildKeyKind;
  readonly hash: string;
}

export interface KnownChild {
  readonly childId: string;
  readonly episodeId: string;
}

/** A match by name, date of birth and postcode is only possible: a person must confirm it. */
export const isSureKey = (key: ChildKey): boolean => key.kind !== 'name-birth-postcode';

const normaliseName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const readNameBirthPostcode = (child: ChildFields): readonly string[] | null => {
  const { givenName, familyName, dateOfBirth, homePostcode } = child;
  if (!givenName || !familyName || !dateOfBirth || !homePostcode) return null;
  return [normaliseName(givenName), normaliseName(familyName), dateOfBirth, homePostcode];
};

/**
 * Surest first: the authority's id within the authority, the police person id within the force, NHS
 * number, UPN, and name with date of birth and postcode.
 */
export const buildChildKeys = (
  child: ChildFields | null,
  responsibleAuthority: string,
  force: string,
): readonly ChildKey[] => {
  if (child === null) return [];
  const values: Record<ChildKeyKind, readonly string[] | null> = {
    'authority-child-id': child.authorityChildId
      ? [responsibleAuthority, child.authorityChildId]
      : null,
    'police-person-id': child.policePersonId ? [force, child.policePersonId] : null,
    'nhs-number': child.nhsNumber ? [child.nhsNumber] : null,
    upn: child.upn ? [child.upn] : null,
    'name-birth-postcode': readNameBirthPostcode(child),
  };
  return CHILD_KEY_KINDS.flatMap((kind) => {
    const value = values[kind];
    return value === null ? [] : [{ kind, hash: hash(kind, ...value) }];
  });
};

export const isChildIdentified = (child: ChildFields | null): boolean =>
  Boolean(
    child?.givenName ??
    child?.familyName ??
    child?.authorityChildId ??
    child?.policePersonId ??
    child?.nhsNumber ??
    child?.upn,
  );

/**
 * The child is the one known under the surest key. Where a key leads to more than one, the first in
 * a fixed order is chosen, and a person is shown the others. A new child's id follows from the
 * surest key, so that messages in any order, or at the same time, lead to the same child. Without a
 * sure key the child belongs to this episode only: children are never merged on a name.
 */
export const chooseChild = (
  episodeId: string,
  known: readonly { readonly key: ChildKey; readonly children: readonly KnownChild[] }[],
): string => {
  const sure = known.filter(({ key }) => isSureKey(key));
  for (const { children } of sure) {
    const [first] = children
      .filter((child) => child.episodeId !== episodeId)
      .map(({ childId }) => childId)
      .sort();
    if (first !== undefined) return first;
  }
  const surest = sure[0]?.key.hash ?? episodeId;
  return `ch-${hash('child', surest)}`;
};
