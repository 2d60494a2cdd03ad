import { describe, expect, it } from 'vitest';
import { createChance } from '../../../infra/local/demonstration/chance.ts';
import {
  drawWork,
  type CourseOfWork,
} from '../../../infra/local/demonstration/people/draw-work.ts';
import { isAtWork } from '../../../infra/local/demonstration/people/office-hours.ts';
import type { Step } from '../../../infra/local/demonstration/people/step.ts';
import { describeSurroundings } from '../../../infra/local/demonstration/people/surroundings.ts';
import {
  DEFAULT_WORK_RATES,
  type Ending,
} from '../../../infra/local/demonstration/people/work-rates.ts';
import { HOUR_MS, msOf } from '../../../shared/kernel/instant.ts';
import { instantOf } from './feed-reading.ts';

const FROM = msOf(instantOf('2026-10-19T00:00:00Z'));
const ALLOWED_MS = 72 * HOUR_MS;
const AROUND = describeSurroundings(7, instantOf('2026-11-20T00:00:00Z'))('E10000020');

interface Worked extends CourseOfWork {
  readonly returnedAt: number;
  readonly knownAt: number;
}

/** Tasks over eleven days with a clock change, returned at any hour and known half an hour later. */
const drawMany = (count: number): readonly Worked[] =>
  Array.from({ length: count }, (_, index) => {
    const returnedAt = FROM + index * 0.13 * HOUR_MS;
    const knownAt = returnedAt + 0.5 * HOUR_MS;
    const chance = createChance(7, 'work', index);
    return {
      ...drawWork(chance, { returnedAt, knownAt, around: AROUND }, DEFAULT_WORK_RATES),
      returnedAt,
      knownAt,
    };
  });

const WORKED = drawMany(2000);

const find = ({ steps }: CourseOfWork, kind: Step['deed']['kind']): Step | undefined =>
  steps.find(({ deed }) => deed.kind === kind);
const endedIn = (ending: Ending) => WORKED.filter((work) => work.ending === ending);
const shareOf = <T>(list: readonly T[], fits: (item: T) => boolean): number =>
  list.filter(fits).length / list.length;
const isPunctual = (work: Worked): boolean =>
  (find(work, 'completed')?.happenedAt ?? Infinity) - work.returnedAt <= ALLOWED_MS;

describe('the work that is drawn for a task', () => {
  it('is the same whenever it is drawn again', () => {
    expect(drawMany(20)).toEqual(WORKED.slice(0, 20));
  });

  it('has 63 % of the interviews held within 72 hours of the return', () => {
    expect(shareOf(endedIn('completed'), isPunctual)).toBeCloseTo(0.63, 1);
  });

  it.each(['completed', 'declined', 'not-possible', 'left'] as const)(
    'ends as often as the rates say: %s',
    (ending) => {
      const share = shareOf(WORKED, (work) => work.ending === ending);
      expect(share).toBeCloseTo(DEFAULT_WORK_RATES.endings[ending] / 100, 1);
      expect(share).toBeGreaterThan(0);
    },
  );

  it('gives every task one outcome, and none to one that is left', () => {
    const outcomes = ({ steps }: CourseOfWork) => steps.filter(({ name }) => name === 'outcome');
    for (const work of WORKED) expect(outcomes(work)).toHaveLength(work.ending === 'left' ? 0 : 1);
  });

  it('calls a child unable to be reached only after three attempts', () => {
    const unable = WORKED.filter((work) => {
      const deed = find(work, 'not-possible')?.deed;
      return deed?.kind === 'not-possible' && deed.reason === 'unable-to-contact';
    });
    expect(unable.length).toBeGreaterThan(50);
    for (const { steps } of unable) {
      const tries = steps.filter(({ deed }) => deed.kind === 'attempt' && deed.corrects === null);
      expect(tries).toHaveLength(3);
    }
  });

  it('begins after the return is known, and is told after it happened', () => {
    for (const { steps, knownAt } of WORKED)
      for (const { happenedAt, toldAt } of steps) {
        expect(happenedAt).toBeGreaterThanOrEqual(knownAt);
        expect(toldAt).toBeGreaterThan(happenedAt);
      }
  });

  it('is told in the order of the work, each step under a name of its own', () => {
    for (const { steps } of WORKED) {
      const told = steps.map(({ toldAt }) => toldAt);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
    }
  });

  it('offers an interview before it is held, and writes it up after its outcome', () => {
    for (const work of endedIn('completed')) {
      const names = work.steps.map(({ deed }) => deed.kind);
      expect(names.indexOf('offer')).toBeGreaterThanOrEqual(0);
      expect(names.indexOf('offer')).toBeLessThan(names.indexOf('completed'));
      if (names.includes('debrief'))
        expect(names.indexOf('debrief')).toBeGreaterThan(names.indexOf('completed'));
    }
  });

  it('has a missed appointment followed by another one', () => {
    const missed = WORKED.filter((work) => find(work, 'missed') !== undefined);
    expect(missed.length).toBeGreaterThan(50);
    for (const { steps } of missed) {
      const names = steps.map(({ name }) => name);
      expect(names.indexOf('booking-1')).toBeLessThan(names.indexOf('missed-1'));
      expect(names.indexOf('missed-1')).toBeLessThan(names.indexOf('booking-2'));
    }
  });

  it('holds no interview in the night, but what would be too late otherwise', () => {
    const atNight = endedIn('completed').filter((work) => {
      const { happenedAt = 0 } = find(work, 'completed') ?? {};
      return !isAtWork(happenedAt);
    });
    expect(atNight.length / WORKED.length).toBeLessThan(0.02);
  });

  it('puts right what was noted wrongly, by the name of the wrong note', () => {
    const corrected = WORKED.filter(({ steps }) => steps.some(({ name }) => name === 'correction'));
    expect(corrected.length).toBeGreaterThan(10);
    for (const { steps } of corrected) {
      const deed = steps.find(({ name }) => name === 'correction')?.deed;
      expect(deed?.kind === 'attempt' && steps.some(({ name }) => name === deed.corrects)).toBe(
        true,
      );
    }
  });
});
