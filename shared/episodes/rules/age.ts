import { toLondonDate } from '../../kernel/london-time.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ChildFields } from '../../police-contract/notification.ts';
import type { MergedFacts } from './merge-facts.ts';

const ADULT_AGE = 18;

/** Compares as text: for a birth on 29 February, 1 March of a common year comes after it. */
const findBirthday = (dateOfBirth: string, age: number): string =>
  `${String(Number(dateOfBirth.slice(0, 4)) + age)}${dateOfBirth.slice(4)}`;

const findEighteenthBirthday = (dateOfBirth: string): string =>
  findBirthday(dateOfBirth, ADULT_AGE);

const isAdultOn = ({ dateOfBirth, ageEstimate }: ChildFields, day: string, of: string): boolean =>
  typeof dateOfBirth === 'string'
    ? findEighteenthBirthday(dateOfBirth) <= day
    : typeof ageEstimate === 'number' &&
      ageEstimate + Number(day.slice(0, 4)) - Number(of.slice(0, 4)) >= ADULT_AGE &&
      day.slice(4) >= (ageEstimate >= ADULT_AGE ? '' : of.slice(4));

/** Eighteen by the London calendar on the day of the report or of the return. An estimated age is that of the report. */
export const isAdult = ({ child, report, returned }: MergedFacts): boolean => {
  if (child === null) return false;
  const days = [report.reportedAt, returned.returnedAt]
    .filter((instant): instant is Instant => typeof instant === 'string')
    .map(toLondonDate)
    .toSorted();
  const [first = ''] = days;
  return days.some((day) => isAdultOn(child, day, first));
};

/** False when the date of birth is not known, or not exactly. */
export const isAdultAt = (child: ChildFields | null, instant: Instant): boolean =>
  typeof child?.dateOfBirth === 'string' &&
  child.dateOfBirthEstimated !== true &&
  findEighteenthBirthday(child.dateOfBirth) <= toLondonDate(instant);

/** On that London day; by the estimate when there is no date of birth. False when neither is known. */
export const isYoungerThan = (
  child: ChildFields | null,
  age: number,
  instant: Instant,
): boolean => {
  const { dateOfBirth, ageEstimate } = child ?? {};
  if (typeof dateOfBirth === 'string')
    return findBirthday(dateOfBirth, age) > toLondonDate(instant);
  return typeof ageEstimate === 'number' && ageEstimate < age;
};

/** The eighteenth birthday is after the day of `from`, and not after that of `until`. False when the birth date is not known exactly. */
export const turnsAdultBetween = (
  child: ChildFields | null,
  from: Instant,
  until: Instant,
): boolean => !isAdultAt(child, from) && isAdultAt(child, until);

/** Whole years on that London day; by the estimate when there is no date of birth. Null when neither is known. */
export const readAge = (child: ChildFields | null, instant: Instant): number | null => {
  const { dateOfBirth, ageEstimate } = child ?? {};
  if (typeof dateOfBirth !== 'string') return ageEstimate ?? null;
  const day = toLondonDate(instant);
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return findBirthday(dateOfBirth, years) <= day ? years : years - 1;
};

/** The London day on which the child turns 18, if that is not after the day of `until`. Null when it is later, or past, or not known exactly. */
export const findAdultDay = (
  child: ChildFields | null,
  from: Instant,
  until: Instant,
): string | null => {
  const dateOfBirth = child?.dateOfBirth;
  return typeof dateOfBirth === 'string' && turnsAdultBetween(child, from, until)
    ? findEighteenthBirthday(dateOfBirth)
    : null;
};

const isKnown = (value: unknown): boolean => value !== undefined && value !== null;

/** A name that police could not split is one name, and is all that some children have. */
export const isIdentityIncomplete = (child: ChildFields | null): boolean => {
  if (child === null) return false;
  const { givenName, familyName, nameAsGiven, dateOfBirth, dateOfBirthEstimated } = child;
  const isNamed = isKnown(nameAsGiven) || (isKnown(givenName) && isKnown(familyName));
  return !isNamed || !isKnown(dateOfBirth) || dateOfBirthEstimated === true;
};
