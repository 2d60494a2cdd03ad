import { WEEKDAYS } from '../../../../shared/intelligence/item.ts';
import { pickPlace, type Place, generatePlaces } from '../places.ts';
import type { DisclosedItem, InterviewRecord } from './step.ts';
import type { Random } from '../random.ts';
import type { Interviewee } from '../../../../shared/episodes/action.ts';
import {
  DEBRIEF_SECTIONS,
  type DebriefSection,
  SECTION_NAMES,
} from '../../../../shared/episodes/debrief.ts';
import { NICKNAMES, ITEM_TEXTS, OWN_VIEWS, SECTION_TEXTS } from './wordings.ts';
import type { Instant } from '../../../../shared/kernel/instant.ts';
import { NORFOLK } from '../county.ts';
import { type PlantedPattern, plantPatterns } from './planted-patterns.ts';

export interface InterviewSetting {
  readonly authority: string;
  readonly heldAt: number;
  readonly places: readonly Place[];
  readonly patterns: readonly PlantedPattern[];
}

/** How many items a child discloses besides the planted ones. */
const ITEM_COUNTS = { 0: 30, 1: 35, 2: 25, 3: 10 };

const HARMS = {
  'child-criminal-exploitation': 12,
  'child-sexual-exploitation': 8,
  'county-lines': 6,
  'serious-youth-violence': 10,
  'substance-misuse': 16,
  'online-harm': 8,
  'teenage-relationship-abuse': 5,
  'harmful-sexual-behaviour': 2,
  radicalisation: 1,
  'self-harm': 6,
  'mental-health': 10,
  'neglect-or-abuse-at-home': 6,
  'family-conflict': 10,
};

const CONTEXTS = {
  'home-family': 20,
  'peer-group': 25,
  'school-education': 12,
  'neighbourhood-public-place': 25,
  transport: 6,
  online: 12,
};

/** The codes of intelligence items for the police contract's place types, where they differ. */
const PLACE_TYPES: Readonly<Record<string, string>> = {
  'high-street': 'high-street-or-shopping-centre',
};

/** Not public places, so they get no name. */
const NAMELESS: ReadonlySet<string> = new Set([
  'private-address',
  'childrens-home',
  'gaming-or-social-platform',
]);

const WITH_A_PLACE: ReadonlySet<string> = new Set([
  'neighbourhood-public-place',
  'transport',
  'school-education',
]);

const chooseItemPlace = (random: Random, places: readonly Place[]) => {
  const { description, postcode, type } = pickPlace(random, places);
  const placeType = PLACE_TYPES[type] ?? type;
  const place = NAMELESS.has(type) ? { description, postcode } : { name: description, postcode };
  return { placeType, place };
};

const generatePeople = (random: Random): DisclosedItem['people'] =>
  random.happens(0.4)
    ? [
        {
          kind: 'person',
          role: random.pick(['peer', 'adult-of-concern']),
          nickname: random.pick(NICKNAMES),
        },
      ]
    : [];

const generateWhen = (random: Random): Pick<DisclosedItem, 'weekday' | 'timeOfDay'> => ({
  weekday: random.pick(WEEKDAYS),
  timeOfDay: `${String((14 + random.integer(0, 11)) % 24).padStart(2, '0')}:00`,
});

const generateItem = (random: Random, { places }: InterviewSetting): DisclosedItem => {
  const context = random.pickWeighted(CONTEXTS);
  const placed = WITH_A_PLACE.has(context) && places.length > 0 && random.happens(0.8);
  return {
    harm: random.pickWeighted(HARMS),
    context,
    itemClass: random.pick(['location', 'behaviour', 'relationship']),
    provenance: random.pick(['saw', 'was-there', 'was-told']),
    confidence: random.pickWeighted({ low: 2, medium: 5, high: 3 }),
    ...(placed ? chooseItemPlace(random, places) : {}),
    people: generatePeople(random),
    ...(context === 'online'
      ? { online: { platform: random.pick(['social-media', 'gaming']) } }
      : {}),
    ...(random.happens(0.5) ? generateWhen(random) : {}),
    forPolice: random.happens(0.3),
    disclosed: random.pick(ITEM_TEXTS),
  };
};

export const generateItems = (
  random: Random,
  setting: InterviewSetting,
): readonly DisclosedItem[] => {
  const { authority, heldAt, patterns } = setting;
  const noise = Array.from({ length: Number(random.pickWeighted(ITEM_COUNTS)) }, () =>
    generateItem(random, setting),
  );
  const emerging = patterns.filter(
    (pattern) =>
      pattern.authority === authority &&
      heldAt >= pattern.from &&
      heldAt < pattern.until &&
      random.happens(pattern.share),
  );
  return [...noise, ...emerging.map(({ item }) => item)];
};

const PLACES = {
  home: 40,
  placement: 20,
  school: 20,
  'youth-centre': 8,
  'public-place': 6,
  phone: 4,
  video: 2,
};

const RELATIONS = { 'independent-service': 60, 'not-involved-in-care': 40 };

const PREFERENCES = { 'no-preference': 70, 'asked-for-this-person': 20, 'not-asked': 10 };

/** Share of interviews that cover a section: a half for the sections not listed. */
const TALKED_ABOUT: Readonly<Partial<Record<DebriefSection, number>>> = {
  push: 0.85,
  pull: 0.8,
  stayed: 0.9,
  help: 0.8,
  safetyPlan: 0.9,
  actions: 0.95,
  exploitation: 0.25,
  substances: 0.3,
  mentalHealth: 0.3,
};

const PARENT_SECTIONS: readonly DebriefSection[] = [
  'push',
  'pull',
  'stayed',
  'help',
  'carerView',
  'actions',
];

const generateCodes = (random: Random, section: DebriefSection): readonly string[] => {
  const codes: readonly string[] =
    section === 'harm' ? Object.keys(HARMS) : DEBRIEF_SECTIONS[section];
  const first = random.pick(codes);
  const second = random.pick(codes);
  const exclusive = ['not-disclosed', 'not-made', 'not-asked', 'none', 'alone'];
  const goTogether = first !== second && ![first, second].some((code) => exclusive.includes(code));
  return goTogether && random.happens(0.35) ? [first, second] : [first];
};

const generateText = (random: Random, section: DebriefSection): readonly [string, string][] => {
  const texts = SECTION_TEXTS[section];
  return texts !== undefined && random.happens(0.6) ? [[section, random.pick(texts)]] : [];
};

export const generateInterview = (
  random: Random,
  interviewee: Interviewee,
  setting: InterviewSetting,
): InterviewRecord => {
  const ofChild = interviewee === 'child';
  const talked = (ofChild ? SECTION_NAMES : PARENT_SECTIONS).filter((section) =>
    random.happens(TALKED_ABOUT[section] ?? 0.5),
  );
  return {
    interviewee,
    place: random.pickWeighted(PLACES),
    relation: random.pickWeighted(RELATIONS),
    childPreference: random.pickWeighted(PREFERENCES),
    seenAlone: ofChild ? random.happens(0.85) : null,
    ownView: ofChild && random.happens(0.7) ? random.pick(OWN_VIEWS) : null,
    sections: Object.fromEntries(
      talked.map((section) => [section, generateCodes(random, section)]),
    ),
    texts: Object.fromEntries(talked.flatMap((section) => generateText(random, section))),
    items: ofChild ? generateItems(random, setting) : [],
  };
};

export const createSettings = (
  seed: number,
  present: Instant,
): ((authority: string) => Omit<InterviewSetting, 'heldAt'>) => {
  const patterns = plantPatterns(present);
  const areas = [NORFOLK, ...NORFOLK.exchanges];
  const placesOf = new Map<string, readonly Place[]>(
    areas.map((area) => [area.authority, generatePlaces(seed, area)]),
  );
  return (authority) => ({ authority, places: placesOf.get(authority) ?? [], patterns });
};
