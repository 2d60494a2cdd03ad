import { describe, expect, it } from 'vitest';
import type { IntelligencePlace } from '../../../shared/intelligence/item.ts';
import { NORFOLK } from '../../support/messages.ts';
import { parseHotspots, parseProblem } from '../../support/reply-shapes.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { COUNTS_LIMITATIONS } from '../../../shared/themes/statistics-fields.ts';
import {
  BUS_STATION,
  buildHarmTheme,
  buildChildItem,
  writeThemes,
  buildChildEvidence,
} from '../../support/evidence.ts';

const pathOf = (query = ''): string => `/api/v1/places?authority=${NORFOLK}${query}`;
const read = async (world: WebWorld, query = '') =>
  parseHotspots(await world.ask(pathOf(query), { as: 'lead' }));

const createWorldWith = async (
  ...disclosed: Parameters<typeof buildChildItem>[]
): Promise<WebWorld> => {
  const world = createWebWorld();
  await writeThemes(world.themes, ...disclosed.map((one) => buildChildItem(...one)));
  return world;
};

const AT_HUB = { placeType: 'transport-hub', place: BUS_STATION } as const;
const HOUSE: IntelligencePlace = {
  key: 'pl-planted-house',
  name: 'Planted Terrace',
  postcode: 'NR2 9ZZ',
  point: { latitude: 52.64321, longitude: 1.28765 },
};
const IN_HOUSE = { placeType: 'private-address', place: HOUSE } as const;

describe('The hot places of an authority', () => {
  it('Are ordered by distinct children, with name, type, postcode, point, harms, weeks and hours', async () => {
    const friday = { ...AT_HUB, weekday: 'friday', timeOfDay: '22:30' } as const;
    const world = await createWorldWith(
      ['ada', friday, { week: '2026-W46' }],
      ['ben', friday],
      ['cal', { ...AT_HUB, weekday: 'friday' }],
      ['cal', { placeType: 'park', place: { ...BUS_STATION, key: 'pl-park', name: 'The park' } }],
    );
    const view = await read(world);
    expect(view.places.map(({ name, counts }) => [name, counts.children])).toEqual([
      ['Riverside bus station', 3],
      ['The park', 1],
    ]);
    expect(view.places[0]).toMatchObject({
      key: 'pl-bus-station',
      placeType: 'transport-hub',
      postcode: 'NR1 1EF',
      point: BUS_STATION.point,
      counts: { items: 3, debriefs: 3, children: 3, places: 1 },
      harms: [{ harm: 'child-criminal-exploitation', items: 3, children: 3 }],
      firstWeek: '2026-W46',
      lastWeek: '2026-W47',
      times: {
        slots: [{ weekday: 'friday', hour: 22, items: 2, children: 2 }],
        unknown: [{ weekday: 'friday', hour: null, items: 1, children: 1 }],
      },
    });
    expect(view.labels['place-type']?.['transport-hub']).toBe('Transport hub');
    expect(view.limits).toBe(COUNTS_LIMITATIONS);
  });

  it('Count in total how many mentioned no place, and when everything happened', async () => {
    const world = await createWorldWith(
      ['ada', { ...AT_HUB, weekday: 'friday', timeOfDay: '22:30' }],
      ['ben', { weekday: 'friday', timeOfDay: '22:00' }],
      ['cal', { online: { platform: 'gaming', handle: 'P-HAND-LE' } }],
    );
    const { whole, withoutPlace, platforms } = await read(world);
    expect(whole.counts).toMatchObject({ items: 3, children: 3, places: 1 });
    expect(whole.times.slots).toEqual([{ weekday: 'friday', hour: 22, items: 2, children: 2 }]);
    expect(withoutPlace).toMatchObject({ unknown: { children: 1 }, online: { children: 1 } });
    expect(platforms.map(({ platform, counts }) => [platform, counts.children])).toEqual([
      ['gaming', 1],
    ]);
  });

  it('Are those of a locality, a harm and a period when requested', async () => {
    const world = await createWorldWith(
      ['ada', AT_HUB],
      ['ben', AT_HUB, { theme: buildHarmTheme('county-lines', 'transport') }],
      ['cal', AT_HUB, { locality: 'great-yarmouth', week: '2026-W44' }],
    );
    const childrenOf = async (query: string) =>
      (await read(world, query)).places.map(({ counts }) => counts.children);
    expect(await childrenOf('')).toEqual([3]);
    expect(await childrenOf('&locality=norwich')).toEqual([2]);
    expect(await childrenOf('&harm=county-lines')).toEqual([1]);
    expect(await childrenOf('&from=2026-10-26&to=2026-11-01')).toEqual([1]);
    expect(await childrenOf('&locality=kings-lynn')).toEqual([]);
  });

  it('Follow the place types that the authority added for itself', async () => {
    const world = await createWorldWith(['ada', { ...AT_HUB, placeType: 'boat-yard' }]);
    expect((await read(world)).places[0]?.name).toBeNull();
    await world.stores.codes.putCode({
      list: 'place-type',
      code: 'boat-yard',
      label: 'Boat yard',
      phrase: null,
      publicPlace: true,
      validFrom: null,
      validUntil: null,
      authority: NORFOLK,
    });
    expect((await read(world)).places[0]?.name).toBe('Riverside bus station');
  });
});

describe('What the places do not disclose', () => {
  it('Child, episode, task, debrief or pseudonym: nothing of it is in them', async () => {
    const disclosed = buildChildItem('ada', {
      ...AT_HUB,
      people: [{ kind: 'person', role: 'peer', pseudonym: 'P-NICK-NAME' }],
      online: { platform: 'gaming', handle: 'P-HAND-LE' },
    });
    const described = buildChildItem('ben', {
      placeType: 'park',
      place: { key: 'P-PLACE-PSEU', name: null, postcode: null, point: null },
    });
    const world = createWebWorld();
    await writeThemes(
      world.themes,
      disclosed,
      described,
      buildChildEvidence('cal', { episodeId: 'ep-planted' }),
    );
    const text = JSON.stringify((await world.ask(pathOf(), { as: 'lead' })).body);
    expect(text).toContain('Riverside bus station');
    for (const { childKey, episodeId, taskId, debriefId } of [disclosed, described]) {
      for (const planted of [childKey, episodeId, taskId, debriefId]) {
        expect(text).not.toContain(planted);
      }
    }
    expect(text).not.toMatch(/evi-|ep-planted|P-[A-Z]/);
    expect(world.audited).toEqual([]);
  });

  it.each(['private-address', 'childrens-home', null] as const)(
    'Of a place of type %s: neither name, postcode, point nor key',
    async (placeType) => {
      const world = await createWorldWith(['ada', { ...IN_HOUSE, placeType }]);
      const { body } = await world.ask(pathOf(), { as: 'manager' });
      const view = await read(world);
      expect(view.places[0]).toMatchObject({ placeType, localities: ['norwich'], isPublic: false });
      expect(JSON.stringify(body)).not.toMatch(/lanted|NR2|52\.6|1\.28/);
    },
  );

  it('Nothing of an authority to a caller of another one', async () => {
    const world = await createWorldWith(['ada', AT_HUB]);
    const refused = await world.ask(pathOf(), { as: 'dorsetManager' });
    expect(parseProblem(refused)).toMatchObject({ status: 403, code: 'not-your-authority' });
  });

  it.each([
    { query: '&locality=weymouth', code: 'unknown-locality', path: '/locality' },
    { query: '&harm=mischief', code: 'unknown-code', path: '/harm' },
    { query: '&context=online', code: 'unknown-parameter', path: '/context' },
    { query: '&to=2026-08-00', code: 'invalid-value', path: '/to' },
  ])('$query cannot be answered: $code at $path', async ({ query, code, path }) => {
    const problem = parseProblem(await createWebWorld().ask(pathOf(query)));
    expect([problem.status, problem.errors]).toEqual([400, [{ code, path }]]);
  });
});
