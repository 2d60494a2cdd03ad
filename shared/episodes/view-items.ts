import type { IntelligenceItem } from '../intelligence/item.ts';
import type { IntelligenceItemView } from '../intelligence/item-api.ts';

type Texts = Readonly<Record<string, string>>;

const OF_ITEMS = 'items/';

const viewItem = (item: IntelligenceItem, texts: Texts): IntelligenceItemView => {
  const said = (name: string): string | null => texts[`${OF_ITEMS}${item.number}/${name}`] ?? null;
  return {
    ...item,
    place: item.place && { ...item.place, description: said('place') },
    people: item.people.map((person, at) => ({
      ...person,
      nickname: said(`people/${at + 1}/nickname`),
      description: said(`people/${at + 1}/description`),
    })),
    online: item.online && {
      platform: item.online.platform,
      handle: said('handle'),
      pseudonym: item.online.handle,
    },
    told: said('told'),
  };
};

/** Items with what was said in words put back in its place. */
export const viewItems = (
  items: readonly IntelligenceItem[],
  texts: Texts,
): IntelligenceItemView[] => items.map((item) => viewItem(item, texts));

/** The texts that do not belong to items. */
export const omitItemTexts = (texts: Texts): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => !name.startsWith(OF_ITEMS)));
