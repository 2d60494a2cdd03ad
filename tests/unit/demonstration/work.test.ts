import { describe, expect, it } from 'vitest';
import type { Step } from '../../../infra/local/demonstration/people/step.ts';
import {
  DEFAULT_WORK_RATES,
  type Ending,
} from '../../../infra/local/demonstration/people/work-rates.ts';
import { HOUR_MS, toMs } from '../../../shared/kernel/instant.ts';
import { instantOf } from './feed-reading.ts';
import { createRandom } from '../../../infra/local/demonstration/random.ts';
import { isWorkingTime } from '../../../infra/local/demonstration/people/plan-contact.ts';
import { planWork, type WorkPlan } from '../../../infra/local/demonstration/people/plan-work.ts';
import { createSettings } from '../../../infra/local/demonstration/people/interview.ts';

const FROM = toMs(instantOf('2026-10-19T00:00:00Z'));
const ALLOWED_MS = 72 * HOUR_MS;
const AROUND = createSettings(7, instantOf('2026-11-20T00:00:00Z'))('E10000020');

interface Worked extends WorkPlan {
  readonly returnedAt: number;
  readonly knownAt: number;
}

/** Tasks over eleven days with a clock change, returned at any hour and known half an hour later. */
const drawMany = (count: number): readonly Worked[] =>
  Array.from({ length: count }, (_, index) => {
    const returnedAt = FROM + index * 0.13 * HOUR_MS;
    const knownAt = returnedAt + 0.5 * HOUR_MS;
    const random = createRandom(7, 'work', index);
    return {
      ...planWork(random, { returnedAt, knownAt, setting: AROUND }, DEFAULT_WORK_RATES),
      returnedAt,
      knownAt,
    };
  });

const WORKED = drawMany(2000);

const find = ({ steps }: WorkPlan, kind: Step['action']['kind']): Step | undefined =>
  steps.find(({ action }) => action.kind === kind);
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
    const outcomes = ({ steps }: WorkPlan) => steps.filter(({ name }) => name === 'outcome');
    for (const work of WORKED) expect(outcomes(work)).toHaveLength(work.ending === 'left' ? 0 : 1);
  });

  it('calls a child unable to be reached only after three attempts', () => {
    const unable = WORKED.filter((work) => {
      const action = find(work, 'not-possible')?.action;
      return action?.kind === 'not-possible' && action.reason === 'unable-to-contact';
    });
    expect(unable.length).toBeGreaterThan(50);
    for (const { steps } of unable) {
      const tries = steps.filter(
        ({ action }) => action.kind === 'attempt' && action.corrects === null,
      );
      expect(tries).toHaveLength(3);
    }
  });

  it('starts after the return is known, and is recorded after it happened', () => {
    for (const { steps, knownAt } of WORKED)
      for (const { happenedAt, recordedAt } of steps) {
        expect(happenedAt).toBeGreaterThanOrEqual(knownAt);
        expect(recordedAt).toBeGreaterThan(happenedAt);
      }
  });

  it('is recorded in the order of the work, each step under its own key', () => {
    for (const { steps } of WORKED) {
      const recorded = steps.map(({ recordedAt }) => recordedAt);
      expect(recorded).toEqual(recorded.toSorted((a, b) => a - b));
      expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
    }
  });

  it('offers an interview before it is held, and writes it up after its outcome', () => {
    for (const work of endedIn('completed')) {
      const names = work.steps.map(({ action }) => action.kind);
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
      return !isWorkingTime(happenedAt);
    });
    expect(atNight.length / WORKED.length).toBeLessThan(0.02);
  });

  it('puts right what was noted wrongly, by the name of the wrong note', () => {
    const corrected = WORKED.filter(({ steps }) => steps.some(({ name }) => name === 'correction'));
    expect(corrected.length).toBeGreaterThan(10);
    for (const { steps } of corrected) {
      const action = steps.find(({ name }) => name === 'correction')?.action;
      expect(action?.kind === 'attempt' && steps.some(({ name }) => name === action.corrects)).toBe(
        true,
      );
    }
  });
});
