import { splitWords } from '../../kernel/fold-text.ts';
import type { ChildFields } from '../../police-contract/notification.ts';

/*
 * When two descriptions cannot be of one child (police contract). One difference is enough, because twins share all but
 * a given name. Another spelling, a short form, an alias or another order of names is none.
 */

const isSure = ({ dateOfBirth, dateOfBirthEstimated }: ChildFields): boolean =>
  typeof dateOfBirth === 'string' && dateOfBirthEstimated !== true;

const differInBirth = (one: ChildFields, other: ChildFields): boolean =>
  isSure(one) && isSure(other) && one.dateOfBirth !== other.dateOfBirth;

const isFemaleOrMale = ({ sex }: ChildFields): boolean => sex === 'female' || sex === 'male';

const differInSex = (one: ChildFields, other: ChildFields): boolean =>
  isFemaleOrMale(one) && isFemaleOrMale(other) && one.sex !== other.sex;

/** What police write where they do not know the name. */
const NO_NAMES: ReadonlySet<string> = new Set([
  'unknown',
  'not',
  'known',
  'na',
  'none',
  'tbc',
  'baby',
  'child',
  'male',
  'female',
]);

const listWords = (...names: readonly (string | null | undefined)[]): readonly string[] =>
  names.flatMap((name) => splitWords(name ?? '')).filter((word) => !NO_NAMES.has(word));

/** Letters that different spellings of one name share: `Mohammed` and `Muhammad`, `Catherine` and `Kathryn`. */
const readSkeleton = (word: string): string =>
  word
    .replaceAll('ph', 'f')
    .replaceAll(/[sz]h?/g, 's')
    .replaceAll(/c(?=[eiy])/g, 's')
    .replaceAll(/[cq]/g, 'k')
    .replaceAll('v', 'f')
    .replaceAll('j', 'g')
    .replaceAll(/[aeiouyhw]/g, '')
    .replaceAll(/(.)\1+/g, '$1');

const SHORTEST_SHORT_FORM = 3;
const SHORTEST_SKELETON = 2;

/** An initial, or a beginning such as `Sam`, also with an ending of its own: `Sammy`. */
const isShortForm = (short: string, long: string): boolean =>
  short.length === 1
    ? long.startsWith(short)
    : short.length >= SHORTEST_SHORT_FORM && long.startsWith(short.replace(/(y|ie)$/, ''));

const isSameName = (one: string, other: string): boolean => {
  if (one === other || isShortForm(one, other) || isShortForm(other, one)) return true;
  const skeleton = readSkeleton(one);
  return skeleton.length >= SHORTEST_SKELETON && skeleton === readSkeleton(other);
};

/** Everything the child is called, because police write names in any order. */
const listAllWords = (child: ChildFields): readonly string[] =>
  listWords(child.givenName, child.familyName, child.nameAsGiven, ...(child.aliases ?? []));

const isCalled = (given: readonly string[], all: readonly string[]): boolean =>
  given.some((word) => all.some((other) => isSameName(word, other)));

const differInGivenName = (one: ChildFields, other: ChildFields): boolean => {
  const [given, otherGiven] = [listWords(one.givenName), listWords(other.givenName)];
  return (
    given.length > 0 &&
    otherGiven.length > 0 &&
    !isCalled(given, listAllWords(other)) &&
    !isCalled(otherGiven, listAllWords(one))
  );
};

export const contradict = (one: ChildFields, other: ChildFields): boolean =>
  differInBirth(one, other) || differInSex(one, other) || differInGivenName(one, other);
