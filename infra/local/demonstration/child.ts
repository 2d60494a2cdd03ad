import { createChance, type Chance } from './chance.ts';
import type { Area, County } from './county.ts';
import { drawNhsNumber, drawPostcode, drawUpn, mistypeNhsNumber } from './identifiers.ts';
import { FAMILY_NAMES, GIVEN_NAMES } from './names.ts';
import { drawHomes, type CareHome } from './places.ts';
import type { Rates } from './rates.ts';

/** How often a child goes missing. */
export const HABITS = ['frequent', 'repeat', 'other'] as const;
export type Habit = (typeof HABITS)[number];

/** Members of `data.child` in every message about this child. */
export interface ToldChild {
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: string;
  readonly [member: string]: string | readonly string[];
}

/** A child of the demonstration, the same in every one of its messages. */
export interface Child {
  /** Names the child's own stream of chance. */
  readonly key: string;
  readonly habit: Habit;
  /** Everything the force knows, with one fixed set of identifiers. */
  readonly told: ToldChild;
  /** The same child without any identifier: known by name, date of birth and postcode at best. */
  readonly toldWithoutIdentifiers: ToldChild;
  readonly lookedAfter: boolean;
  /** The children's home, for a child who lives in one. */
  readonly careHome: CareHome | null;
  /** Null when nobody knows where the child lives. */
  readonly homePostcode: string | null;
  /** Where the child lives or is placed: its force sends the messages, its authority is the host. */
  readonly area: Area;
  readonly responsibleAuthority: string;
  /** Whether the force tells the authorities; it always does when they differ. */
  readonly tellsAuthorities: boolean;
}

const ETHNICITIES = {
  W1: 70,
  W2: 1,
  W3: 2,
  W9: 8,
  M1: 3,
  M2: 1,
  M3: 1,
  M9: 2,
  A1: 1,
  A2: 1,
  A3: 1,
  A9: 1,
  B1: 2,
  B2: 4,
  B9: 1,
  O9: 1,
};
const SEXES = { female: 48, male: 48, other: 2, 'not-known': 2 };
const YEAR_DAYS = 365.25;
const DAY_MS = 86_400_000;

/** Between 9 and 17, more of the older ones. */
const drawBirth = (chance: Chance, from: number): string => {
  const years = Math.max(chance.between(9, 17.4), chance.between(9, 17.4));
  const days = Math.floor(years * YEAR_DAYS);
  return new Date(from - days * DAY_MS).toISOString().slice(0, 10);
};

const drawPerson = (chance: Chance, from: number): ToldChild => {
  const sex = chance.weigh(SEXES);
  const names = sex === 'female' || sex === 'male' ? GIVEN_NAMES[sex] : GIVEN_NAMES.other;
  const givenName = chance.pick<string>(names);
  return {
    givenName,
    familyName: chance.pick(FAMILY_NAMES),
    dateOfBirth: drawBirth(chance, from),
    ...(chance.happens(0.1) ? { aliases: [`${givenName.slice(0, 2)}z`] } : {}),
    sex,
    ...(chance.happens(0.8) ? { ethnicity: chance.weigh(ETHNICITIES) } : {}),
  };
};

/** Police have an id of their own nearly always, the authority's seldom (docs/domain.md, section 6). */
const drawIdentifiers = (
  chance: Chance,
  key: string,
  lookedAfter: boolean,
  schoolAuthority: string,
): Record<string, string> => {
  const serial = key.replace(/\D/g, '').padStart(6, '0');
  const nhsNumber = drawNhsNumber(chance);
  return {
    policePersonId: `P-${serial}`,
    ...(chance.happens(lookedAfter ? 0.5 : 0.05) ? { authorityChildId: `A${serial}` } : {}),
    ...(chance.happens(0.25)
      ? { nhsNumber: chance.happens(0.05) ? mistypeNhsNumber(nhsNumber) : nhsNumber }
      : {}),
    ...(chance.happens(0.12) ? { upn: drawUpn(chance, schoolAuthority) } : {}),
  };
};

interface Placement {
  readonly area: Area;
  readonly responsible: Area;
}

const drawPlacement = (
  chance: Chance,
  county: County,
  rates: Rates,
  lookedAfter: boolean,
): Placement => {
  const exchanged = chance.between(0, 1);
  const other = chance.pick(county.exchanges);
  if (lookedAfter && exchanged < rates.placedHere) return { area: county, responsible: other };
  if (lookedAfter && exchanged < rates.placedHere + rates.placedElsewhere) {
    return { area: other, responsible: county };
  }
  return { area: county, responsible: county };
};

const lookedAfterShare = (rates: Rates, habit: Habit): number =>
  ({
    frequent: rates.lookedAfterFrequent,
    repeat: rates.lookedAfterRepeat,
    other: rates.lookedAfterOther,
  })[habit];

/** Draws child number `number` of those with that habit; `from` is when the demonstration begins. */
export const drawChild = (
  settings: { seed: number; from: number; county: County; rates: Rates },
  habit: Habit,
  number: number,
): Child => {
  const { seed, from, county, rates } = settings;
  const key = `${habit}-${HABITS.indexOf(habit) + 1}${number.toString().padStart(5, '0')}`;
  const chance = createChance(seed, 'child', key);
  const lookedAfter = chance.happens(lookedAfterShare(rates, habit));
  const { area, responsible } = drawPlacement(chance, county, rates, lookedAfter);
  const inHome = lookedAfter && (area !== responsible || chance.happens(0.75));
  const addressUnknown = !lookedAfter && chance.happens(rates.addressUnknown);
  const homePostcode = drawPostcode(chance, chance.weigh(responsible.districts));
  const person = drawPerson(chance, from);
  const home = addressUnknown || (lookedAfter && chance.happens(0.4)) ? {} : { homePostcode };
  const identifiers = drawIdentifiers(chance, key, lookedAfter, responsible.schoolAuthority);
  return {
    key,
    habit,
    told: { ...person, ...home, ...identifiers },
    toldWithoutIdentifiers: { ...person, ...home },
    lookedAfter,
    careHome: inHome ? chance.pick(drawHomes(seed, area)) : null,
    homePostcode: addressUnknown ? null : homePostcode,
    area,
    responsibleAuthority: responsible.authority,
    tellsAuthorities:
      area !== responsible || (!addressUnknown && chance.happens(lookedAfter ? 0.8 : 0.4)),
  };
};
