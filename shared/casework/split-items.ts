import type { IntelligenceItemBody } from '../intelligence/item-api.ts';
import { readPostcode } from '../intelligence/item-rules.ts';
import type { IntelligenceItem, IntelligencePlace, MentionedPerson } from '../intelligence/item.ts';
import { createPlaceKey, type Pseudonyms } from '../intelligence/pseudonyms.ts';

/** Codes and pseudonyms in the items, free text by name. */
export interface SplitItems {
  readonly items: readonly IntelligenceItem[];
  readonly texts: Readonly<Record<string, string | undefined>>;
}

type Pseudonymise = (
  kind: Parameters<Pseudonyms['createPseudonym']>[1],
  word: string | undefined,
) => Promise<string | null>;

const splitPlace = async (
  place: IntelligenceItemBody['place'],
  pseudonymise: Pseudonymise,
): Promise<IntelligencePlace | null> => {
  if (place === 'unknown') return null;
  const postcode = place.postcode === undefined ? null : readPostcode(place.postcode);
  const known = { name: place.name ?? null, postcode, point: place.point ?? null };
  const key = createPlaceKey(known) ?? (await pseudonymise('place', place.description));
  return key === null ? null : { ...known, key };
};

const splitPeople = (
  people: IntelligenceItemBody['people'],
  pseudonymise: Pseudonymise,
): Promise<MentionedPerson[]> =>
  Promise.all(
    people.map(async ({ kind, role, nickname }) => ({
      kind,
      role,
      pseudonym: await pseudonymise('nickname', nickname),
    })),
  );

const splitItem = async (
  item: IntelligenceItemBody,
  number: number,
  pseudonymise: Pseudonymise,
): Promise<IntelligenceItem> => ({
  number,
  harm: item.harm,
  context: item.context,
  placeType: item.placeType ?? null,
  itemClass: item.itemClass,
  provenance: item.provenance,
  confidence: item.confidence,
  place: await splitPlace(item.place, pseudonymise),
  people: await splitPeople(item.people, pseudonymise),
  transport: item.transport ?? null,
  online:
    item.online === undefined
      ? null
      : {
          platform: item.online.platform ?? null,
          handle: await pseudonymise('handle', item.online.handle),
        },
  weekday: item.weekday ?? null,
  timeOfDay: item.timeOfDay ?? null,
  forPolice: item.forPolice,
});

const listTexts = (
  item: IntelligenceItemBody,
  number: number,
): readonly (readonly [string, string | undefined])[] => [
  [`items/${number}/disclosed`, item.disclosed],
  [`items/${number}/place`, item.place === 'unknown' ? undefined : item.place.description],
  [`items/${number}/handle`, item.online?.handle],
  ...item.people.flatMap(({ nickname, description }, at) => [
    [`items/${number}/people/${at + 1}/nickname`, nickname] as const,
    [`items/${number}/people/${at + 1}/description`, description] as const,
  ]),
];

/**
 * Separates codes from free text. Nicknames, handles and descriptions go with the text; the items
 * hold the authority's pseudonyms of them. The items still meet every rule (`itemRules`).
 */
export const splitItems = async (
  pseudonyms: Pseudonyms,
  authority: string,
  bodies: readonly IntelligenceItemBody[],
): Promise<SplitItems> => {
  const pseudonymise: Pseudonymise = async (kind, word) =>
    word === undefined ? null : pseudonyms.createPseudonym(authority, kind, word);
  return {
    items: await Promise.all(bodies.map((item, at) => splitItem(item, at + 1, pseudonymise))),
    texts: Object.fromEntries(bodies.flatMap((item, at) => listTexts(item, at + 1))),
  };
};
