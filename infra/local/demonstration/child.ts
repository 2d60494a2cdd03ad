import { DAY_MS } from '../../../shared/kernel/instant.ts';
import type { Area, County } from './county.ts';
import {
  generateNhsNumber,
  generatePostcode,
  generateUpn,
  mistypeNhsNumber,
} from './identifiers.ts';
import { FAMILY_NAMES, GIVEN_NAMES } from './names.ts';
import { generateHomes, type CareHome } from './places.ts';
import type { Rates } from './rates.ts';
import { createRandom, type Random } from './random.ts';

export const HABITS = ['frequent', 'repeat', 'other'] as const;
export type Habit = (typeof HABITS)[number];

export interface ReportedChild {
  readonly givenName: string;
  readonly familyName: string;
  readonly dateOfBirth: string;
  readonly [member: string]: string | readonly string[];
}

export interface Child {
  readonly key: string;
  readonly habit: Habit;
  readonly details: ReportedChild;
  readonly detailsWithoutIdentifiers: ReportedChild;
  readonly lookedAfter: boolean;
  readonly careHome: CareHome | null;
  readonly homePostcode: string | null;
  /** Where the child lives or is placed: its force sends the messages, its authority is the host. */
  readonly area: Area;
  readonly responsibleAuthority: string;
  /** Whether the messages name the authorities; they always do when the two differ. */
  readonly statesAuthorities: boolean;
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

const generateDateOfBirth = (random: Random, from: number): string => {
  const years = Math.max(random.uniform(9, 17.4), random.uniform(9, 17.4));
  const days = Math.floor(years * YEAR_DAYS);
  return new Date(from - days * DAY_MS).toISOString().slice(0, 10);
};

const generateDetails = (random: Random, from: number): ReportedChild => {
  const sex = random.pickWeighted(SEXES);
  const names = sex === 'female' || sex === 'male' ? GIVEN_NAMES[sex] : GIVEN_NAMES.other;
  const givenName = random.pick<string>(names);
  return {
    givenName,
    familyName: random.pick(FAMILY_NAMES),
    dateOfBirth: generateDateOfBirth(random, from),
    ...(random.happens(0.1) ? { aliases: [`${givenName.slice(0, 2)}z`] } : {}),
    sex,
    ...(random.happens(0.8) ? { ethnicity: random.pickWeighted(ETHNICITIES) } : {}),
  };
};

/** Police nearly always send their own id, seldom the authority's (docs/domain.md, section 6). */
const generateIdentifiers = (
  random: Random,
  key: string,
  lookedAfter: boolean,
  schoolAuthority: string,
): Record<string, string> => {
  const serial = key.replace(/\D/g, '').padStart(6, '0');
  const nhsNumber = generateNhsNumber(random);
  return {
    policePersonId: `P-${serial}`,
    ...(random.happens(lookedAfter ? 0.5 : 0.05) ? { authorityChildId: `A${serial}` } : {}),
    ...(random.happens(0.25)
      ? { nhsNumber: random.happens(0.05) ? mistypeNhsNumber(nhsNumber) : nhsNumber }
      : {}),
    ...(random.happens(0.12) ? { upn: generateUpn(random, schoolAuthority) } : {}),
  };
};

interface Placement {
  readonly area: Area;
  readonly responsible: Area;
}

const choosePlacement = (
  random: Random,
  county: County,
  rates: Rates,
  lookedAfter: boolean,
): Placement => {
  const exchanged = random.uniform(0, 1);
  const other = random.pick(county.exchanges);
  if (lookedAfter && exchanged < rates.placedHere) return { area: county, responsible: other };
  if (lookedAfter && exchanged < rates.placedHere + rates.placedElsewhere) {
    return { area: other, responsible: county };
  }
  return { area: county, responsible: county };
};

const readLookedAfterShare = (rates: Rates, habit: Habit): number =>
  ({
    frequent: rates.lookedAfterFrequent,
    repeat: rates.lookedAfterRepeat,
    other: rates.lookedAfterOther,
  })[habit];

export const generateChild = (
  settings: { seed: number; from: number; county: County; rates: Rates },
  habit: Habit,
  number: number,
): Child => {
  const { seed, from, county, rates } = settings;
  const key = `${habit}-${HABITS.indexOf(habit) + 1}${number.toString().padStart(5, '0')}`;
  const random = createRandom(seed, 'child', key);
  const lookedAfter = random.happens(readLookedAfterShare(rates, habit));
  const { area, responsible } = choosePlacement(random, county, rates, lookedAfter);
  const inHome = lookedAfter && (area !== responsible || random.happens(0.75));
  const addressUnknown = !lookedAfter && random.happens(rates.addressUnknown);
  const homePostcode = generatePostcode(random, random.pickWeighted(responsible.districts));
  const person = generateDetails(random, from);
  const home = addressUnknown || (lookedAfter && random.happens(0.4)) ? {} : { homePostcode };
  const identifiers = generateIdentifiers(random, key, lookedAfter, responsible.schoolAuthority);
  return {
    key,
    habit,
    details: { ...person, ...home, ...identifiers },
    detailsWithoutIdentifiers: { ...person, ...home },
    lookedAfter,
    careHome: inHome ? random.pick(generateHomes(seed, area)) : null,
    homePostcode: addressUnknown ? null : homePostcode,
    area,
    responsibleAuthority: responsible.authority,
    statesAuthorities:
      area !== responsible || (!addressUnknown && random.happens(lookedAfter ? 0.8 : 0.4)),
  };
};
