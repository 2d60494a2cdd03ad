import type { PlaceType } from '../../../shared/police-contract/allowed-values.ts';
import type { Area } from './county.ts';
import { generatePostcode } from './identifiers.ts';
import { HOME_NAMES } from './names.ts';
import { createRandom, type Random } from './random.ts';

export interface Place {
  readonly description: string;
  readonly postcode: string;
  readonly type: PlaceType;
}

export interface CareHome {
  readonly name: string;
  readonly urn: string;
  readonly postcode: string;
}

/** Invented streets and landmarks. Each kind of place has its own endings. */
const LANDMARKS = ['Osier', 'Wherry', 'Saltpan', 'Lantern', 'Tannery', 'Quayside', 'Mustard Field'];
const ENDINGS: Readonly<Record<PlaceType, string>> = {
  park: 'Park, near the bandstand',
  school: 'Academy, main gate',
  'high-street': 'Row shopping precinct',
  'youth-club': 'Youth Hub',
  'fast-food-outlet': 'Fried Chicken',
  'transport-hub': 'bus station',
  'housing-estate': 'Estate, the garages',
  'childrens-home': 'House, the drive',
  'private-address': 'Close, a flat of an adult',
  'licensed-premises': 'Arms, the beer garden',
  hotel: 'Lodge Hotel, reception',
  'gaming-or-social-platform': 'group chat, last online',
};

const PLACE_WEIGHTS: Readonly<Record<PlaceType, number>> = {
  park: 5,
  school: 4,
  'high-street': 6,
  'youth-club': 1,
  'fast-food-outlet': 3,
  'transport-hub': 7,
  'housing-estate': 4,
  'childrens-home': 3,
  'private-address': 5,
  'licensed-premises': 1,
  hotel: 1,
  'gaming-or-social-platform': 1,
};

const PLACES_OF_AN_AREA = 45;

const generatePlace = (random: Random, area: Area): Place => {
  const type = random.pickWeighted(PLACE_WEIGHTS);
  return {
    description: `${random.pick(LANDMARKS)} ${ENDINGS[type]}`,
    postcode: generatePostcode(random, random.pickWeighted(area.districts)),
    type,
  };
};

export const generatePlaces = (seed: number, area: Area): readonly Place[] => {
  const random = createRandom(seed, 'places', area.authority);
  return Array.from({ length: PLACES_OF_AN_AREA }, () => generatePlace(random, area));
};

/** The first places of the list are picked far more often than the last. */
export const pickPlace = (random: Random, places: readonly Place[]): Place =>
  random.pick(places.slice(0, Math.ceil(random.logUniform(3, places.length))));

/** Reference numbers are lower than any that Ofsted gives. */
export const generateHomes = (seed: number, area: Area): readonly CareHome[] => {
  const random = createRandom(seed, 'homes', area.authority);
  const series = area.schoolAuthority.slice(-1);
  return HOME_NAMES.map((name, at) => ({
    name,
    urn: `SC000${series}${(at + 1).toString().padStart(2, '0')}`,
    postcode: generatePostcode(random, random.pickWeighted(area.districts)),
  }));
};
