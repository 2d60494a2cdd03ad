import { beforeEach, describe, expect, it } from 'vitest';
import type { IntelligencePlace } from '../../../shared/intelligence/item.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import { addWeeks, type IsoWeek, listWeeks } from '../../../shared/kernel/iso-week.ts';
import type { ScanFigures } from '../../../shared/signals/signal.ts';
import { createDetectionWorld, type DetectionWorld } from '../../support/detection-world.ts';
import type { Point } from '../../../shared/kernel/point.ts';
import {
  BUS_STATION,
  buildHarmTheme,
  buildChildItem,
  buildChildEvidence,
} from '../../support/evidence.ts';

const PRESENT = '2026-W47';
const WEDNESDAY = '2026-11-18';
const CONTEXTS = ['online', 'transport', 'peer-group', 'neighbourhood-public-place'];

const placeAt = (point: Point, key: string): IntelligencePlace => ({
  ...BUS_STATION,
  key,
  name: null,
  point,
});

const HUB = { placeType: 'transport-hub', place: BUS_STATION };
/** Some 900 metres from the bus station. */
const NEARBY = placeAt({ latitude: 52.635, longitude: 1.307 }, 'pl-nearby');

/** The same harm everywhere, one child a week in each locality: no cluster by itself. */
const background = (): readonly Evidence[] =>
  listWeeks(addWeeks(PRESENT, -51), PRESENT).flatMap((week, at) =>
    ['norwich', 'great-yarmouth', 'kings-lynn'].map((locality) =>
      buildChildEvidence(`${locality}-${week}`, {
        week,
        locality,
        theme: buildHarmTheme('county-lines', CONTEXTS[at % CONTEXTS.length] ?? 'online'),
      }),
    ),
  );

const atHub = (
  count: number,
  week: IsoWeek,
  codes: Parameters<typeof buildChildItem>[1] = HUB,
): readonly Evidence[] =>
  Array.from({ length: count }, (_, at) =>
    buildChildItem(`${week}-${at}`, codes, {
      week,
      theme: buildHarmTheme('county-lines', CONTEXTS[at % CONTEXTS.length] ?? 'online'),
    }),
  );

const scanOf = ({ methods }: Awaited<ReturnType<DetectionWorld['run']>>) =>
  methods.find(({ method }) => method === 'space-time-scan');

describe('Places near each other', () => {
  let world: DetectionWorld;
  beforeEach(() => {
    world = createDetectionWorld();
    world.addEvidence(...background());
  });

  const clusters = async () =>
    (await world.signals()).filter(({ figures }) => figures.method === 'space-time-scan');

  it('are a signal when a harm is disclosed there in all contexts that no single theme would show', async () => {
    world.addEvidence(
      ...atHub(1, '2026-W20'),
      ...['2026-W45', '2026-W46', '2026-W47'].flatMap((week) => atHub(4, week as IsoWeek)),
    );
    const run = await world.run(WEDNESDAY);
    expect(scanOf(run)).toMatchObject({ alarms: 1, raised: 1, dropped: 0 });
    const [cluster] = await clusters();
    expect(cluster).toMatchObject({
      harm: 'county-lines',
      context: null,
      localities: ['norwich'],
      firstWeek: '2026-W45',
      lastWeek: PRESENT,
      evidenceFrom: '2026-W45',
      figures: { count: 12, children: 12, weeks: 3, pValue: 0.001 },
    });
    expect((cluster?.figures as ScanFigures | undefined)?.expected).toBeLessThan(3);
    expect(cluster?.evidence).toHaveLength(12);
    expect(cluster?.madeOf.placeNames).toMatchObject([{ value: 'Riverside bus station' }]);
    expect(cluster?.madeOf.contexts).toHaveLength(4);
    expect(cluster?.sentence).toMatch(
      /^12 children disclosed county lines in Norwich, at Riverside bus station, in the last 3 weeks; about [\d.]+ would be usual; .* 1 time in 1,000\.$/,
    );
  });

  it('are none where nothing stands out', async () => {
    expect(scanOf(await world.run(WEDNESDAY))).toMatchObject({ alarms: 0, raised: 0 });
  });

  it('are none when much is disclosed everywhere in one week: that is no place', async () => {
    for (const locality of ['norwich', 'great-yarmouth', 'kings-lynn']) {
      world.addEvidence(
        ...[1, 2, 3, 4, 5].map((child) =>
          buildChildEvidence(`${locality}-many-${child}`, {
            week: PRESENT,
            locality,
            theme: buildHarmTheme('county-lines', 'online'),
          }),
        ),
      );
    }
    expect(scanOf(await world.run(WEDNESDAY))).toMatchObject({ raised: 0 });
  });

  it('are not made by one child: what it discloses near each other in a week counts once', async () => {
    const points = [0, 1, 2, 3, 4, 5].map((step) =>
      placeAt({ latitude: 52.62 + step / 200, longitude: 1.3 }, `pl-${step}`),
    );
    const theme = buildHarmTheme('county-lines', 'online');
    world.addEvidence(
      ...points.map((place, number) =>
        buildChildItem('talkative', { number, place }, { week: PRESENT, theme }),
      ),
      buildChildItem('other', { place: points[0] ?? null }, { week: PRESENT, theme }),
    );
    expect(scanOf(await world.run(WEDNESDAY))).toMatchObject({ alarms: 0 });
  });

  it('count a child once a week, where most children disclosed it', async () => {
    world.addEvidence(...atHub(8, '2026-W47'));
    world.addEvidence(
      ...[0, 1, 2].map((child) =>
        buildChildItem(
          `2026-W47-${child}`,
          { number: 2, place: NEARBY },
          {
            week: PRESENT,
            theme: buildHarmTheme('county-lines', 'online'),
          },
        ),
      ),
    );
    await world.run(WEDNESDAY);
    const [cluster] = await clusters();
    expect(cluster).toMatchObject({ figures: { count: 8, children: 8 } });
  });

  it('lie in the centre of the locality when only that is known, and on no map without it', async () => {
    const theme = buildHarmTheme('radicalisation', 'online');
    world.addEvidence(
      ...[1, 2, 3].map((child) =>
        buildChildEvidence(`lost-${child}`, { week: PRESENT, locality: 'breckland', theme }),
      ),
      ...[1, 2].map((child) =>
        buildChildEvidence(`unknown-${child}`, { week: PRESENT, locality: 'unknown', theme }),
      ),
    );
    const run = await world.run(WEDNESDAY);
    expect(run.offMap).toBe(5);
  });

  it('are described by their locality where the place is not known', async () => {
    const about = { theme: buildHarmTheme('radicalisation', 'online') };
    const elsewhere = listWeeks(addWeeks(PRESENT, -40), PRESENT).map((week, at) =>
      buildChildEvidence(`r-${week}`, {
        week,
        locality: at % 2 === 0 ? 'norwich' : 'kings-lynn',
        ...about,
      }),
    );
    const here = [1, 2, 3, 4, 5, 6, 7].map((child) =>
      buildChildEvidence(`r-${child}`, { week: PRESENT, locality: 'great-yarmouth', ...about }),
    );
    world.addEvidence(...elsewhere, ...here);
    await world.run(WEDNESDAY);
    const [cluster] = await clusters();
    expect(cluster).toMatchObject({
      localities: ['great-yarmouth'],
      figures: { centre: { latitude: 52.608, longitude: 1.73 }, radiusKm: 0, count: 7 },
    });
    expect(cluster?.sentence).toContain(
      'disclosed radicalisation in Great Yarmouth in the present week',
    );
  });

  it('go on as one signal while they are found, though their border moves', async () => {
    world.addEvidence(...atHub(5, '2026-W46'), ...atHub(4, '2026-W47'));
    await world.run('2026-11-20');
    const [raised] = await clusters();
    world.addEvidence(...atHub(6, '2026-W48', { ...HUB, place: NEARBY }));
    expect(scanOf(await world.run('2026-11-27'))).toMatchObject({ raised: 0, continued: 1 });
    const [next, ...others] = await clusters();
    expect(others).toEqual([]);
    expect(next?.signalId).toBe(raised?.signalId);
    expect(next).toMatchObject({ lastWeek: '2026-W48', figures: { children: 15 } });
  });

  it('are dropped when they are not significant among all harms tested', async () => {
    world = createDetectionWorld({ falseDiscoveryRate: 0.01 });
    world.addEvidence(...background(), ...atHub(8, '2026-W47'));
    const run = await world.run(WEDNESDAY);
    expect(scanOf(run)).toMatchObject({ alarms: 1, dropped: 1, raised: 0 });
    expect(run.dropped[0]).toMatchObject({
      harm: 'county-lines',
      context: null,
      figures: { method: 'space-time-scan' },
    });
  });
});
