import type { CodeListName } from '../../../shared/directory/code.ts';
import { describe, expect, it } from 'vitest';
import { PLANTED_PLATFORM } from '../../../infra/local/demonstration/people/planted-patterns.ts';
import { HOUR_MS, toMs } from '../../../shared/kernel/instant.ts';
import { instantOf } from './feed-reading.ts';
import { itemsSchema } from '../../../shared/intelligence/item-api.ts';
import { createRandom } from '../../../infra/local/demonstration/random.ts';
import {
  generateItems,
  createSettings,
} from '../../../infra/local/demonstration/people/interview.ts';
import { BASE_CODES } from '../../support/debriefs.ts';

const PRESENT = instantOf('2026-11-22T00:00:00Z');
const WEEK_MS = 7 * 24 * HOUR_MS;
const settingOf = createSettings(7, PRESENT);

/** What a thousand children of an authority disclosed, so many weeks before the present. */
const countDisclosed = (authority: string, weeksAgo: number) => {
  const heldAt = toMs(PRESENT) - weeksAgo * WEEK_MS;
  return Array.from({ length: 1000 }, (_, at) =>
    generateItems(createRandom(7, 'items', authority, weeksAgo, at), {
      ...settingOf(authority),
      heldAt,
    }),
  ).flat();
};

const aboutHub = (items: ReturnType<typeof countDisclosed>) =>
  items.filter(
    ({ harm, context, place }) =>
      harm === 'child-criminal-exploitation' &&
      context === 'transport' &&
      typeof place === 'object' &&
      place.name === 'Riverside bus station',
  ).length;
const onPlatform = (items: ReturnType<typeof countDisclosed>) =>
  items.filter(({ online }) => online?.platform === PLANTED_PLATFORM.code).length;

describe('what simulated children disclose, item by item', () => {
  it('starts to mention the bus station and the platform three weeks before the present', () => {
    const [before, after] = [countDisclosed('E10000020', 3.1), countDisclosed('E10000020', 2.9)];
    expect([aboutHub(before), onPlatform(before)]).toEqual([0, 0]);
    expect(aboutHub(after)).toBeGreaterThan(200);
    expect(onPlatform(after)).toBeGreaterThan(400);
  });

  it('is noise in another authority', () => {
    const items = countDisclosed('E06000059', 1);
    expect([aboutHub(items), onPlatform(items)]).toEqual([0, 0]);
    expect(items.length).toBeGreaterThan(500);
  });

  it('names public places only', () => {
    const isPublic = (type: string | undefined) =>
      BASE_CODES.some(
        ({ list, code, publicPlace }) => list === 'place-type' && code === type && publicPlace,
      );
    const named = countDisclosed('E10000020', 1).filter(
      ({ place }) => typeof place === 'object' && place.name !== undefined,
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ placeType }) => !isPublic(placeType))).toEqual([]);
  });

  it('is valid for the API, in known codes', () => {
    const items = itemsSchema.parse(countDisclosed('E10000020', 1).slice(0, 100));
    const known = new Set(
      [...BASE_CODES, PLANTED_PLATFORM].map(({ list, code }) => `${list}/${code}`),
    );
    const used = items.flatMap((item) => {
      const codes: [CodeListName, string | undefined][] = [
        ['harm', item.harm],
        ['context', item.context],
        ['item-class', item.itemClass],
        ['provenance', item.provenance],
        ['place-type', item.placeType],
        ['transport', item.transport],
        ['platform', item.online?.platform],
        ...item.people.map(({ role }): [CodeListName, string] => ['role', role]),
      ];
      return codes.flatMap(([list, code]) => (code === undefined ? [] : [`${list}/${code}`]));
    });
    expect([...new Set(used)].filter((code) => !known.has(code))).toEqual([]);
  });
});
