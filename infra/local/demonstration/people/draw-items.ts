import { WEEKDAYS } from '../../../../shared/intelligence/item.ts';
import type { Chance } from '../chance.ts';
import { pickPlace, type ToldPlace } from '../places.ts';
import { NICKNAMES, TOLD_OF_ITEMS } from './item-wordings.ts';
import type { PlantedPattern } from './planted-patterns.ts';
import type { ToldItem } from './step.ts';

/** Where and when an interview is held that tells of things. */
export interface ItemSetting {
  readonly authority: string;
  /** Milliseconds. */
  readonly heldAt: number;
  /** The places of the children of that authority. */
  readonly places: readonly ToldPlace[];
  readonly patterns: readonly PlantedPattern[];
}

/** How many things a child tells of beside what emerges. */
const HOW_MANY = { 0: 30, 1: 35, 2: 25, 3: 10 };

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

/** What police call a place, as the codes of intelligence items call it. */
const PLACE_TYPES: Readonly<Record<string, string>> = {
  'high-street': 'high-street-or-shopping-centre',
};

/** Not public places: nobody writes down their name. */
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

const drawPlace = (chance: Chance, places: readonly ToldPlace[]) => {
  const { description, postcode, type } = pickPlace(chance, places);
  const placeType = PLACE_TYPES[type] ?? type;
  const place = NAMELESS.has(type) ? { description, postcode } : { name: description, postcode };
  return { placeType, place };
};

const drawPeople = (chance: Chance): ToldItem['people'] =>
  chance.happens(0.4)
    ? [
        {
          kind: 'person',
          role: chance.pick(['peer', 'adult-of-concern']),
          nickname: chance.pick(NICKNAMES),
        },
      ]
    : [];

const drawWhen = (chance: Chance): Pick<ToldItem, 'weekday' | 'timeOfDay'> => ({
  weekday: chance.pick(WEEKDAYS),
  timeOfDay: `${String((14 + chance.integer(0, 11)) % 24).padStart(2, '0')}:00`,
});

const drawItem = (chance: Chance, { places }: ItemSetting): ToldItem => {
  const context = chance.weigh(CONTEXTS);
  const placed = WITH_A_PLACE.has(context) && places.length > 0 && chance.happens(0.8);
  return {
    harm: chance.weigh(HARMS),
    context,
    itemClass: chance.pick(['location', 'behaviour', 'relationship']),
    provenance: chance.pick(['saw', 'was-there', 'was-told']),
    confidence: chance.weigh({ low: 2, medium: 5, high: 3 }),
    ...(placed ? drawPlace(chance, places) : {}),
    people: drawPeople(chance),
    ...(context === 'online'
      ? { online: { platform: chance.pick(['social-media', 'gaming']) } }
      : {}),
    ...(chance.happens(0.5) ? drawWhen(chance) : {}),
    forPolice: chance.happens(0.3),
    told: chance.pick(TOLD_OF_ITEMS),
  };
};

/** Draws what is told thing by thing: noise, and whatever emerges at that time. */
export const drawItems = (chance: Chance, setting: ItemSetting): readonly ToldItem[] => {
  const { authority, heldAt, patterns } = setting;
  const noise = Array.from({ length: Number(chance.weigh(HOW_MANY)) }, () =>
    drawItem(chance, setting),
  );
  const emerging = patterns.filter(
    (pattern) =>
      pattern.authority === authority &&
      heldAt >= pattern.from &&
      heldAt < pattern.until &&
      chance.happens(pattern.share),
  );
  return [...noise, ...emerging.map(({ item }) => item)];
};
