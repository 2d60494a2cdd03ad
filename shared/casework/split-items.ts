import type { IntelligenceItem, IntelligencePlace, MentionedPerson } from '../intelligence/item.ts';
import type { IntelligenceItemBody } from '../intelligence/item-api.ts';
import { readPostcode } from '../intelligence/item-rules.ts';
import { createPlaceKey, type Pseudonyms } from '../intelligence/pseudonyms.ts';

/** Items as they are kept: codes and pseudonyms here, what was said in words there, by the names of the texts. */
export interface SplitItems {
  readonly items: readonly IntelligenceItem[];
  readonly texts: Readonly<Record<string, string | undefined>>;
}

type PseudonymOf = (
  kind: Parameters<Pseudonyms['createPseudonym']>[1],
  word: string | undefined,
) => Promise<string | null>;

const splitPlace = async (
  place: IntelligenceItemBody['place'],
  pseudonymOf: PseudonymOf,
): Promise<IntelligencePlace | null> => {
  if (place === 'unknown') return null;
  const postcode = place.postcode === undefined ? null : readPostcode(place.postcode);
  const known = { name: place.name ?? null, postcode, point: place.point ?? null };
  const key = createPlaceKey(known) ?? (await pseudonymOf('place', place.description));
  return key === null ? null : { ...known, key };
};

const splitPeople = (
  people: IntelligenceItemBody['people'],
  pseudonymOf: PseudonymOf,
): Promise<MentionedPerson[]> =>
  Promise.all(
    people.map(async ({ kind, role, nickname }) => ({
      kind,
      role,
      pseudonym: await pseudonymOf('nickname', nickname),
    })),
  );

const splitItem = async (
  item: IntelligenceItemBody,
  number: number,
  pseudonymOf: PseudonymOf,
): Promise<IntelligenceItem> => ({
  number,
  harm: item.harm,
  context: item.context,
  placeType: item.placeType ?? null,
  itemClass: item.itemClass,
  provenance: item.provenance,
  confidence: item.confidence,
  place: await splitPlace(item.place, pseudonymOf),
  people: await splitPeople(item.people, pseudonymOf),
  transport: item.transport ?? null,
  online:
    item.online === undefined
      ? null
      : {
          platform: item.online.platform ?? null,
          handle: await pseudonymOf('handle', item.online.handle),
        },
  weekday: item.weekday ?? null,
  timeOfDay: item.timeOfDay ?? null,
  forPolice: item.forPolice,
});

const textsOf = (
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
 * Parts what was told into codes and words. Nicknames, handles and descriptions go with the words; among the codes only
 * the authority's pseudonyms of them stand. The items keep every rule (`itemRules`).
 */
export const splitItems = async (
  pseudonyms: Pseudonyms,
  authority: string,
  told: readonly IntelligenceItemBody[],
): Promise<SplitItems> => {
  const pseudonymOf: PseudonymOf = async (kind, word) =>
    word === undefined ? null : pseudonyms.createPseudonym(authority, kind, word);
  return {
    items: await Promise.all(told.map((item, at) => splitItem(item, at + 1, pseudonymOf))),
    texts: Object.fromEntries(told.flatMap((item, at) => textsOf(item, at + 1))),
  };
};
