import { describe, expect, it } from 'vitest';
import {
  findPlaceHotspots,
  findPlatformHotspots,
  filterItemsWithoutPlace,
} from '../../../shared/themes/hotspots.ts';
import type { IntelligencePlace } from '../../../shared/intelligence/item.ts';
import { at } from '../../support/facts.ts';
import { filterItems } from '../../../shared/themes/evidence.ts';
import { countTimesOfDay } from '../../../shared/themes/mentions.ts';
import {
  BUS_STATION,
  buildHarmTheme,
  buildChildItem,
  buildChildEvidence,
} from '../../support/evidence.ts';

const PUBLIC = new Set(['transport-hub', 'park', 'housing-estate']);
const isPublicType = (type: string): boolean => PUBLIC.has(type);

const HOUSE: IntelligencePlace = {
  key: 'pl-house',
  name: null,
  postcode: 'NR2 2AA',
  point: { latitude: 52.631, longitude: 1.281 },
};
const AT_HUB = { placeType: 'transport-hub', place: BUS_STATION };
const NORFOLK_AREA = { authority: 'E10000020', locality: 'norwich' };

const placesOf = (...evidence: Parameters<typeof findPlaceHotspots>[0]) =>
  findPlaceHotspots(evidence, isPublicType);

describe('Hot places', () => {
  it('Are ordered by distinct children, not by mentions', () => {
    const places = placesOf(
      ...(['2026-W45', '2026-W46', '2026-W47'] as const).map((week) =>
        buildChildItem(
          'ada',
          { placeType: 'park', place: { ...BUS_STATION, key: 'pl-park' } },
          { week },
        ),
      ),
      buildChildItem('ben', AT_HUB),
      buildChildItem('cal', AT_HUB),
    );
    expect(places.map(({ key, counts }) => [key, counts.children, counts.items])).toEqual([
      ['pl-bus-station', 2, 2],
      ['pl-park', 1, 3],
    ]);
  });

  it('Show which harms, in which weeks and in which locality', () => {
    const [place] = placesOf(
      buildChildItem('ada', AT_HUB, {
        week: '2026-W45',
        theme: buildHarmTheme('county-lines', 'transport'),
      }),
      buildChildItem('ben', AT_HUB, { theme: buildHarmTheme('county-lines', 'peer-group') }),
      buildChildItem('ben', AT_HUB, { theme: buildHarmTheme('trafficking', 'transport') }),
    );
    expect(place).toMatchObject({
      harms: [
        { harm: 'county-lines', items: 2, children: 2 },
        { harm: 'trafficking', items: 1, children: 1 },
      ],
      firstWeek: '2026-W45',
      lastWeek: '2026-W47',
      localities: ['norwich'],
      located: false,
    });
    expect(placesOf(buildChildItem('ada', AT_HUB, { placeArea: NORFOLK_AREA }))[0]?.located).toBe(
      true,
    );
  });

  it('Show the latest name that was given, whatever order they are read in', () => {
    const named = (name: string | null, day: string, child: string) =>
      buildChildItem(
        child,
        { ...AT_HUB, place: { ...BUS_STATION, name } },
        { disclosedAt: at(`${day}T12:00Z`) },
      );
    const evidence = [
      named('Riverside', '2026-11-18', 'ada'),
      named('Riverside interchange', '2026-11-20', 'ben'),
      named(null, '2026-11-21', 'cal'),
    ];
    for (const order of [evidence, [...evidence].reverse()]) {
      expect(placesOf(...order)[0]?.name).toBe('Riverside interchange');
    }
  });

  it.each(['private-address', 'childrens-home', null])(
    'Of a place of type %s no name, postcode, point or key is shown',
    (placeType) => {
      const [place] = placesOf(buildChildItem('ada', { placeType, place: HOUSE }));
      expect(place).toMatchObject({
        key: null,
        isPublic: false,
        name: null,
        postcode: null,
        point: null,
        placeType,
        localities: ['norwich'],
        counts: { children: 1 },
      });
    },
  );

  it('Suppress a place as soon as one debrief says that it is not public', () => {
    const [place] = placesOf(
      buildChildItem('ada', AT_HUB, { disclosedAt: at('2026-11-20T12:00Z') }),
      buildChildItem('ben', { placeType: 'private-address', place: BUS_STATION }),
    );
    expect(place).toMatchObject({ name: null, postcode: null, placeType: 'private-address' });
  });

  it('Do not give away the pseudonym of a place that was only described', () => {
    const described = { key: 'P-DESC-RIBE', name: null, postcode: null, point: null };
    const [place] = placesOf(buildChildItem('ada', { placeType: 'park', place: described }));
    expect(place).toMatchObject({ key: null, isPublic: true, placeType: 'park' });
  });

  it('Leave out push and pull factors, which have no place', () => {
    expect(
      placesOf(
        buildChildEvidence('ada', { theme: { kind: 'pull', factor: 'friends' }, item: null }),
      ),
    ).toEqual([]);
  });

  it('Count apart what has no place: unknown, and online', () => {
    const { unknown, online } = filterItemsWithoutPlace([
      buildChildItem('ada', AT_HUB),
      buildChildItem('ben', {}),
      buildChildItem('cal', { online: { platform: 'gaming', handle: null } }),
    ]);
    expect([unknown, online].map((some) => some.length)).toEqual([1, 1]);
    expect(online[0]?.item.online?.platform).toBe('gaming');
  });
});

describe('Hot platforms', () => {
  it('Are ordered by distinct children, with those whose name is not known', () => {
    const on = (child: string, platform: string | null) =>
      buildChildItem(child, { online: { platform, handle: null } });
    const platforms = findPlatformHotspots([
      on('ada', 'gaming'),
      on('ben', null),
      on('cal', 'dating'),
      on('dan', 'dating'),
      buildChildItem('eve', AT_HUB),
    ]);
    expect(platforms.map(({ platform, counts }) => [platform, counts.children])).toEqual([
      ['dating', 2],
      [null, 1],
      ['gaming', 1],
    ]);
  });
});

describe('The table of weekday by hour', () => {
  const times = (...evidence: Parameters<typeof buildChildItem>[1][]) =>
    countTimesOfDay(
      filterItems(evidence.map((codes, number) => buildChildItem(`child-${number}`, codes))),
    );

  it('Counts by the hour, from Monday to Sunday', () => {
    const { slots, unknown } = times(
      { weekday: 'sunday', timeOfDay: '00:00' },
      { weekday: 'friday', timeOfDay: '22:59' },
      { weekday: 'friday', timeOfDay: '22:00' },
      { weekday: 'friday', timeOfDay: '23:00' },
    );
    expect(slots).toEqual([
      { weekday: 'friday', hour: 22, items: 2, children: 2 },
      { weekday: 'friday', hour: 23, items: 1, children: 1 },
      { weekday: 'sunday', hour: 0, items: 1, children: 1 },
    ]);
    expect(unknown).toEqual([]);
  });

  it('Keeps disclosures without the weekday or the hour separate', () => {
    const { slots, unknown } = times(
      { weekday: 'friday' },
      { timeOfDay: '22:00' },
      { weekday: 'friday', timeOfDay: '22:00' },
      {},
    );
    expect(slots).toHaveLength(1);
    expect(unknown).toEqual([
      { weekday: 'friday', hour: null, items: 1, children: 1 },
      { weekday: null, hour: 22, items: 1, children: 1 },
      { weekday: null, hour: null, items: 1, children: 1 },
    ]);
  });

  it('Counts a child once in each hour', () => {
    const friday = { weekday: 'friday', timeOfDay: '22:00' } as const;
    const twice = [buildChildItem('ada', friday), buildChildItem('ada', { ...friday, number: 2 })];
    expect(countTimesOfDay(filterItems(twice)).slots).toEqual([
      { weekday: 'friday', hour: 22, items: 2, children: 1 },
    ]);
  });
});
