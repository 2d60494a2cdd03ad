import { beforeEach, describe, expect, it } from 'vitest';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import { addWeeks, listWeeks, type IsoWeek } from '../../../shared/kernel/iso-week.ts';
import { createDetectionWorld, type DetectionWorld } from '../../support/detection-world.ts';
import {
  buildItemCodes,
  BUS_STATION,
  buildHarmTheme,
  buildChildItem,
  buildChildEvidence,
} from '../../support/evidence.ts';
/** The week of 16 November 2026 and the one before. */
const PRESENT = '2026-W47';
const LAST = '2026-W46';
const WEDNESDAY = '2026-11-18';

/** So many children disclose the same theme, in one week. */
const children = (
  count: number,
  week: IsoWeek,
  about: Partial<Evidence> = {},
): readonly Evidence[] =>
  Array.from({ length: count }, (_, at) => buildChildEvidence(`${week}-${at}`, { week, ...about }));

/** A year with other disclosures, for comparison. */
const recordedFor = (weeks: number): readonly Evidence[] => [
  buildChildEvidence('first', {
    week: addWeeks(PRESENT, -weeks),
    locality: 'breckland',
    theme: buildHarmTheme('radicalisation', 'online'),
  }),
];

/** How many weeks of the whole grid: four localities and two that are none, by harms and contexts. */
const gridsIn = ({ ports }: DetectionWorld, tests: number): number => {
  const { codes } = ports.directory;
  const count = (wanted: string) => codes.filter(({ list }) => list === wanted).length;
  return tests / (6 * count('harm') * count('context'));
};

const methodOf = (run: Awaited<ReturnType<DetectionWorld['run']>>, method = 'ears') => {
  const found = run.methods.find((one) => one.method === method);
  if (found === undefined) throw new Error('There is no such method.');
  return found;
};

describe('A theme of a locality', () => {
  let world: DetectionWorld;
  beforeEach(() => {
    world = createDetectionWorld();
    world.addEvidence(...recordedFor(52));
  });

  it('is a signal when more children than ever disclosed it in the last whole week', async () => {
    world.addEvidence(...children(5, LAST));
    const run = await world.run(WEDNESDAY);
    expect(methodOf(run)).toMatchObject({ alarms: 1, raised: 1, dropped: 0 });
    const [signal] = await world.signals();
    expect(signal).toMatchObject({
      localities: ['norwich'],
      harm: 'child-criminal-exploitation',
      context: 'transport',
      firstWeek: LAST,
      lastWeek: LAST,
      evidenceFrom: addWeeks(LAST, -3),
      history: [],
      version: 1,
      figures: { count: 5, recent: 5, c1: { alarm: true }, c2: { alarm: true } },
    });
    expect(signal?.sentence).toMatch(
      /^5 children disclosed criminal exploitation at transport hubs in Norwich in the last 4 weeks; .* comes by chance/,
    );
    expect(signal?.evidence).toHaveLength(5);
  });

  it('is a signal in the present week as soon as it is above the bound', async () => {
    world.addEvidence(...children(4, PRESENT));
    await world.run(WEDNESDAY);
    expect(await world.signals()).toMatchObject([{ firstWeek: PRESENT, lastWeek: PRESENT }]);
  });

  it('that stands out in both weeks is one signal, described as it is now', async () => {
    world.addEvidence(...children(4, LAST), ...children(5, PRESENT));
    const run = await world.run(WEDNESDAY);
    expect(methodOf(run)).toMatchObject({ alarms: 1, raised: 1 });
    expect(await world.signals()).toMatchObject([
      { firstWeek: LAST, lastWeek: PRESENT, figures: { count: 5, recent: 9 } },
    ]);
  });

  it('is a signal by C2 though it emerged slowly and raised the bound of C1, which is shown beside it', async () => {
    world.addEvidence(...children(4, '2026-W44'), ...children(5, '2026-W45'), ...children(5, LAST));
    await world.run(WEDNESDAY);
    const [signal] = await world.signals();
    expect(signal?.figures).toMatchObject({ c1: { alarm: false }, c2: { alarm: true } });
    expect(signal).toMatchObject({ firstWeek: LAST, figures: { count: 5, recent: 14 } });
  });

  it('is none with fewer than three children, however quiet it was', async () => {
    world.addEvidence(...children(2, LAST));
    expect(methodOf(await world.run(WEDNESDAY))).toMatchObject({ alarms: 0 });
  });

  it('is none when one child discloses it repeatedly: children are counted, not items', async () => {
    const item = buildItemCodes();
    world.addEvidence(
      ...[1, 2, 3, 4, 5].map((number) =>
        buildChildEvidence('same', { week: LAST, item: { ...item, number } }),
      ),
    );
    expect(methodOf(await world.run(WEDNESDAY))).toMatchObject({ alarms: 0 });
  });

  it('is none when so many are usual there', async () => {
    const usual = listWeeks(addWeeks(PRESENT, -52), PRESENT).flatMap((week) => children(5, week));
    world.addEvidence(...usual);
    expect(methodOf(await world.run(WEDNESDAY))).toMatchObject({ alarms: 0 });
  });

  it('is tested also where the place is not known, and outside all areas', async () => {
    for (const locality of ['unknown', 'outside']) {
      world.addEvidence(...children(5, LAST, { locality }));
    }
    await world.run(WEDNESDAY);
    const sentences = (await world.signals()).map(({ sentence }) => sentence);
    expect(sentences.some((one) => one.includes('in places not known'))).toBe(true);
    expect(sentences.some((one) => one.includes('outside the areas covered here'))).toBe(true);
  });

  it('says what it is made of in codes and names of public places, most frequent first', async () => {
    const online = { platform: 'snapchat', handle: 'hdl-1' };
    const about = { placeType: 'transport-hub', place: BUS_STATION, online };
    const home = { ...BUS_STATION, key: 'pl-home', name: 'A private flat' };
    world.addEvidence(
      ...['a', 'b', 'c'].map((child) =>
        buildChildItem(child, { ...about, weekday: 'friday', timeOfDay: '18:30' }, { week: LAST }),
      ),
      buildChildItem('d', { placeType: 'private-address', place: home }, { week: LAST }),
    );
    await world.run(WEDNESDAY);
    const [signal] = await world.signals();
    expect(signal?.madeOf).toMatchObject({
      counts: { items: 4, children: 4 },
      placeNames: [{ value: 'Riverside bus station', items: 3, children: 3 }],
      placeTypes: [{ value: 'transport-hub' }, { value: 'private-address' }],
      platforms: [{ value: 'snapchat', children: 3 }],
      weekdays: [{ value: 'friday' }],
      times: [{ value: '18:00' }],
      provenance: [{ value: 'was-there', children: 4 }],
      confidence: [{ value: 'medium' }],
    });
  });
});

describe('A run', () => {
  it('tests every week of every theme in every locality, whether or not it was disclosed', async () => {
    const world = createDetectionWorld();
    world.addEvidence(...recordedFor(52));
    const { lookedAt, notTestable } = methodOf(await world.run(WEDNESDAY));
    expect(gridsIn(world, lookedAt)).toBe(2);
    expect(notTestable).toBe(0);
    const harms = world.ports.directory.codes.filter(({ list }) => list === 'harm').length;
    expect(methodOf(await world.run(WEDNESDAY), 'space-time-scan').lookedAt).toBe(harms);
  });

  it.each([
    [9, 'both weeks', 0, 2],
    [10, 'the last whole week', 1, 1],
    [11, 'neither', 2, 0],
  ] as const)(
    'over an authority that began %i weeks ago cannot test %s for want of nine whole weeks before',
    async (began, _, tested, untested) => {
      const world = createDetectionWorld();
      world.addEvidence(...recordedFor(began), ...children(6, LAST), ...children(6, PRESENT));
      const { lookedAt, notTestable } = methodOf(await world.run(WEDNESDAY));
      expect(gridsIn(world, lookedAt)).toBe(tested);
      expect(gridsIn(world, notTestable)).toBe(untested);
    },
  );

  it('knows that an authority started long ago, though a year passed without disclosures', async () => {
    const world = createDetectionWorld();
    world.addEvidence(...recordedFor(80), ...children(5, LAST));
    expect(methodOf(await world.run(WEDNESDAY))).toMatchObject({ notTestable: 0, raised: 1 });
  });

  it('without any evidence raises nothing and reports that nothing could be tested', async () => {
    const run = await createDetectionWorld().run(WEDNESDAY);
    expect(methodOf(run)).toMatchObject({ lookedAt: 0, alarms: 0 });
    expect(methodOf(run).notTestable).toBeGreaterThan(0);
  });

  it('drops an alarm that is likely by chance among so many tests, and lists it', async () => {
    const world = createDetectionWorld();
    const background = listWeeks(addWeeks(PRESENT, -52), addWeeks(LAST, -4)).filter(
      (_, at) => at % 3 === 0,
    );
    world.addEvidence(...background.flatMap((week) => children(1, week)), ...children(4, LAST));
    const run = await world.run(WEDNESDAY);
    expect(methodOf(run)).toMatchObject({ alarms: 1, dropped: 1, raised: 0 });
    expect(run.dropped).toMatchObject([
      {
        localities: ['norwich'],
        harm: 'child-criminal-exploitation',
        context: 'transport',
        lastWeek: LAST,
        figures: { method: 'ears', count: 4, recent: 4, c2: { alarm: true } },
      },
    ]);
    expect(run.dropped[0]?.sentence).toContain('4 children disclosed');
    expect(await world.signals()).toEqual([]);
  });

  it('drops an alarm from before the usual count is known', async () => {
    const world = createDetectionWorld();
    world.addEvidence(...recordedFor(11), ...children(8, LAST));
    const run = await world.run(WEDNESDAY);
    expect(methodOf(run)).toMatchObject({ dropped: 1, raised: 0 });
    expect(run.dropped).toMatchObject([{ figures: { usual: null, exceedance: null } }]);
    expect(run.dropped[0]?.sentence).toContain('too little is recorded yet');
  });

  it('tests no push or pull factor', async () => {
    const world = createDetectionWorld();
    world.addEvidence(...recordedFor(52));
    const theme = { kind: 'push', factor: 'bullying' } as const;
    world.addEvidence(...children(9, LAST, { theme, item: null }));
    expect(methodOf(await world.run(WEDNESDAY))).toMatchObject({ alarms: 0 });
  });

  it('adds up: each alarm was raised, continued, known before or dropped', async () => {
    const world = createDetectionWorld();
    world.addEvidence(...recordedFor(52), ...children(5, LAST));
    for (const day of ['2026-11-16', '2026-11-17', WEDNESDAY]) {
      for (const one of (await world.run(day)).methods) {
        const { raised, continued, alreadyClosed, dropped } = one;
        expect(one.alarms).toBe(raised + continued + alreadyClosed + dropped);
      }
    }
  });

  it('is stored once a day: a second request returns what it found', async () => {
    const world = createDetectionWorld();
    world.addEvidence(...recordedFor(52), ...children(5, LAST));
    const run = await world.run(WEDNESDAY);
    world.addEvidence(...children(9, LAST, { locality: 'breckland' }));
    expect(await world.run(WEDNESDAY)).toEqual(run);
    expect(await world.signals()).toHaveLength(1);
  });
});
