import { describe, expect, it } from 'vitest';
import { findNextDay } from '../../../shared/kernel/london-time.ts';
import { addWeeks, type IsoWeek, listWeeks, findMonday } from '../../../shared/kernel/iso-week.ts';
import type { SignalMethod } from '../../../shared/signals/signal.ts';
import type { DetectionRun } from '../../../shared/signals/signal.ts';
import { createDetectionWorld, type DetectionWorld } from '../../support/detection-world.ts';
import { generateCountyEvidence } from '../../support/random-county.ts';
import { BUS_STATION, buildHarmTheme, buildChildItem } from '../../support/evidence.ts';

const HARMS = ['county-lines', 'substance-misuse', 'child-sexual-exploitation', 'online-harm'];
const CONTEXTS = ['home-family', 'peer-group', 'school-education', 'transport', 'online'];
const FIRST: IsoWeek = '2025-W01';
const LOOK_BACK = 54;
/** The scan's smallest p-value must be able to survive among the harms: 1 in 100 among 4. */
const SCAN = { radiusKm: 15, weeks: 8, historyWeeks: 52, replications: 99, seed: 7 };

/** A county in which nothing emerges, from the first week on. */
const quietCounty = (seed: number, weeks: number): DetectionWorld => {
  const world = createDetectionWorld({ scan: SCAN });
  const { directory } = world.ports;
  const codes = directory.codes.filter(({ list, code }) => list !== 'harm' || HARMS.includes(code));
  Object.assign(world.ports, { directory: { ...directory, codes } });
  world.addEvidence(
    ...generateCountyEvidence({
      seed,
      weeks: listWeeks(FIRST, addWeeks(FIRST, weeks - 1)),
      localities: [...world.county.localities, { id: 'unknown' }],
      harms: HARMS,
      contexts: CONTEXTS,
      itemsAWeek: 25,
    }),
  );
  return world;
};

const survivors = (run: DetectionRun, method: SignalMethod): number =>
  run.methods
    .filter((one) => one.method === method)
    .reduce((sum, { alarms, dropped }) => sum + alarms - dropped, 0);

/** A run each Monday of so many weeks, once there is a year to compare with. */
const runWeekly = async (seeds: readonly number[], weeks: number) => {
  const runs: DetectionRun[] = [];
  for (const seed of seeds) {
    const world = quietCounty(seed, LOOK_BACK + weeks);
    for (let week = 0; week < weeks; week++) {
      runs.push(await world.run(findMonday(addWeeks(FIRST, LOOK_BACK + week))));
    }
  }
  return runs;
};

describe('In a county where nothing emerges', () => {
  it('a run raises a false alarm no more often than is put up with, by either method', async () => {
    const runs = await runWeekly([1, 2, 3, 4], 50);
    expect(runs).toHaveLength(200);
    const put = 0.05 * runs.length;
    for (const method of ['ears', 'space-time-scan'] as const) {
      const falseAlarms = runs.filter((run) => survivors(run, method) > 0).length;
      expect(falseAlarms, method).toBeLessThanOrEqual(put);
    }
    // Without the control there would be one in nearly every run.
    const alarms = runs.flatMap(({ methods }) => methods.map(({ dropped }) => dropped));
    expect(alarms.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(runs.length / 2);
  });
});

describe('What emerges in such a county', () => {
  const week = addWeeks(FIRST, LOOK_BACK + 10);
  const monday = findMonday(week);

  /** One child a day discloses a harm at a place that was rarely disclosed before. */
  const daysUntilFound = async (seed: number, locality: string): Promise<number> => {
    const world = quietCounty(seed, LOOK_BACK + 10);
    const theme = buildHarmTheme('county-lines', 'transport');
    const place = { ...BUS_STATION, key: `pl-planted-${locality}`, point: null };
    let day = monday;
    for (let days = 1; days <= 7; days++) {
      day = findNextDay(day);
      world.addEvidence(
        buildChildItem(`planted-${days}`, { number: days, place }, { week, locality, theme }),
      );
      await world.run(day);
      const found = (await world.signals()).filter(
        ({ localities, harm, context, firstWeek }) =>
          localities.includes(locality) &&
          harm === 'county-lines' &&
          context === 'transport' &&
          firstWeek === week,
      );
      if (found.length > 0) return days;
    }
    return Infinity;
  };

  it.each([
    [11, 'norwich'],
    [12, 'great-yarmouth'],
    [13, 'kings-lynn'],
    [14, 'breckland'],
    [15, 'unknown'],
  ] as const)('is a signal within the week (county %i, %s)', async (seed, locality) => {
    expect(await daysUntilFound(seed, locality)).toBeLessThanOrEqual(7);
  });
});
