import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/database/table.ts';
import { addMs, type Instant } from '../../../shared/kernel/instant.ts';
import { findInstantInLondon, findNextDay } from '../../../shared/kernel/london-time.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import { addWeeks, type IsoWeek, findMonday } from '../../../shared/kernel/iso-week.ts';
import type { Signal, SignalEvent } from '../../../shared/signals/signal.ts';
import { findState } from '../../../shared/signals/signal-history.ts';
import { detectThemes } from '../../../shared/signals/detect-themes.ts';
import {
  createDetectionWorld,
  type DetectionWorld,
  NORFOLK,
} from '../../support/detection-world.ts';
import {
  BUS_STATION,
  buildHarmTheme,
  buildChildItem,
  buildChildEvidence,
} from '../../support/evidence.ts';

const START: IsoWeek = '2026-W40';
const QUARTER_MS = 15 * 60_000;
const PLACES = [
  { latitude: 52.62, longitude: 1.3 },
  { latitude: 52.6, longitude: 1.72 },
] as const;

/** So many children disclose a theme in one week. */
interface Disclosures {
  readonly week: number;
  readonly locality: string;
  readonly context: string;
  readonly place: 0 | 1 | null;
  readonly children: number;
}

/** What happens before a run: children disclose, and staff judge and close signals. */
interface Night {
  readonly weeksLater: number;
  readonly disclosed: readonly Disclosures[];
  readonly closes: boolean;
  readonly sees: boolean;
}

const anyDisclosures: fc.Arbitrary<Disclosures> = fc.record({
  week: fc.constantFrom(0, 0, -1, -2),
  locality: fc.constantFrom('norwich', 'great-yarmouth', 'breckland'),
  context: fc.constantFrom('online', 'transport'),
  place: fc.constantFrom(0 as const, 1 as const, null),
  children: fc.integer({ min: 1, max: 9 }),
});

const anyNight: fc.Arbitrary<Night> = fc.record({
  weeksLater: fc.constantFrom(0, 0, 1, 1, 3, 6),
  disclosed: fc.array(anyDisclosures, { maxLength: 4 }),
  closes: fc.boolean(),
  sees: fc.boolean(),
});

const anyStory = fc.array(anyNight, { minLength: 1, maxLength: 5 });

/** What happens to the writes of an attempt: from the nth on, none goes through; perhaps the nth does, unheard. */
interface Cut {
  readonly nth: number;
  readonly unheard: boolean;
}

const anyCuts = fc.array(
  fc.array(fc.record({ nth: fc.integer({ min: 1, max: 6 }), unheard: fc.boolean() }), {
    maxLength: 3,
  }),
  { minLength: 5, maxLength: 5 },
);

const cutOff = (table: Table, { nth, unheard }: Cut): Table => {
  let writes = 0;
  return {
    ...table,
    transact: async (parts) => {
      writes += 1;
      if (writes < nth || (writes === nth && unheard)) await table.transact(parts);
      if (writes >= nth) throw new Error('cut off');
      return { outcome: 'written' };
    },
  };
};

const evidenceOf = (
  { week, locality, context, place, children }: Disclosures,
  night: number,
  present: IsoWeek,
) =>
  Array.from({ length: children }, (_, child): Evidence => {
    const name = `${night}-${locality}-${context}-${child}`;
    const about = {
      week: addWeeks(present, week),
      locality,
      theme: buildHarmTheme('county-lines', context),
    };
    const point = place === null ? null : PLACES[place];
    return point === null
      ? buildChildEvidence(name, about)
      : buildChildItem(name, { place: { ...BUS_STATION, key: `pl-${place}`, point } }, about);
  });

const act = async ({ ports }: DetectionWorld, one: Night, now: Instant): Promise<void> => {
  // By id: of signals found in the same week, which one is listed first follows from no rule of the domain.
  const [signal] = (await ports.signals.listSignals(NORFOLK, '1000-W01'))
    .filter(({ history }) => findState(history) !== 'closed')
    .toSorted((a, b) => (a.signalId < b.signalId ? -1 : 1));
  if (signal === undefined) return;
  const seen: SignalEvent = { at: now, by: 'm-1', kind: 'seen' };
  const closed: SignalEvent = { at: now, by: 'm-1', kind: 'closed', note: null };
  const history = [...signal.history, ...(one.sees ? [seen] : []), ...(one.closes ? [closed] : [])];
  await ports.signals.writeSignal({ ...signal, history, version: signal.version + 1 }, signal);
};

/** No two nights are the same: a week has more days than a story has nights. */
const dayOf = (present: IsoWeek, night: number): string => {
  let day = findMonday(present);
  for (let later = 0; later < night; later++) day = findNextDay(day);
  return day;
};

/** Plays a story; each night's run is interrupted as given, and started again a quarter of an hour later. */
const play = async (story: readonly Night[], cuts: readonly (readonly Cut[])[]) => {
  const scan = { radiusKm: 10, weeks: 8, historyWeeks: 52, replications: 99, seed: 1 };
  const world = createDetectionWorld({ falseDiscoveryRate: 0.4, scan });
  world.addEvidence(buildChildEvidence('first', { week: '2025-W01', locality: 'kings-lynn' }));
  let present = START;
  for (const [night, one] of story.entries()) {
    present = addWeeks(present, one.weeksLater);
    const day = dayOf(present, night);
    world.addEvidence(
      ...one.disclosed.flatMap((disclosed) => evidenceOf(disclosed, night, present)),
    );
    let now = findInstantInLondon(day, '02:00');
    await act(world, one, addMs(now, -QUARTER_MS));
    for (const cut of cuts[night] ?? []) {
      const ports = world.portsOver(cutOff(world.table, cut));
      await Promise.allSettled([detectThemes(ports, world.county, now)]);
      now = addMs(now, QUARTER_MS);
    }
    await world.run(day, now);
  }
  return world;
};

/** All but the quarter of an hour in which it was done. */
const timeless = ({ raisedAt, ...signal }: Signal) => ({ ...signal, day: raisedAt.slice(0, 10) });

const outcomeOf = async (world: DetectionWorld) => {
  const runs = await world.ports.signals.listRuns(NORFOLK, 100);
  return {
    signals: (await world.signals())
      .map(timeless)
      .sort((a, b) => (a.signalId < b.signalId ? -1 : 1)),
    runs: runs.map(({ at: _, ...run }) => run),
  };
};

describe('However often a night’s run is cut off, and wherever', () => {
  it('the signals and the record of the run are those of an undisturbed run', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, anyCuts, async (story, cuts) => {
        const [ideal, disturbed] = [await play(story, []), await play(story, cuts)];
        expect(await outcomeOf(disturbed)).toEqual(await outcomeOf(ideal));
      }),
      { numRuns: 60 },
    );
  });
});

describe('Whatever is disclosed and done', () => {
  it('no theme has two signals that are open and were found within four weeks of each other', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const world = await play(story, []);
        const open = (await world.signals()).filter(
          ({ history, figures }) => findState(history) !== 'closed' && figures.method === 'ears',
        );
        const themes = open.map(
          ({ localities, context, lastWeek }) => `${localities.join()} ${context} ${lastWeek}`,
        );
        expect(new Set(themes).size).toBe(themes.length);
      }),
      { numRuns: 60 },
    );
  });

  it('every alarm is accounted for, and what was closed is never touched again', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const world = await play(story, []);
        for (const { methods } of await world.ports.signals.listRuns(NORFOLK, 100)) {
          for (const one of methods) {
            const { alarms, dropped, raised, continued, alreadyClosed } = one;
            expect(dropped + raised + continued + alreadyClosed).toBe(alarms);
            expect(one.alarms).toBeLessThanOrEqual(one.lookedAt);
          }
        }
        for (const { history } of await world.signals()) {
          const end = history.findIndex(({ kind }) => kind === 'closed');
          expect(end === -1 || end === history.length - 1).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
