import { describe, expect, it } from 'vitest';
import { addWeeks, type IsoWeek } from '../../../shared/kernel/iso-week.ts';
import { countRecent } from '../../../shared/themes/recent.ts';
import { countAllCells, buildChildEvidence } from '../../support/evidence.ts';

const NOW: IsoWeek = '2026-W47';
const LONG_AGO: IsoWeek = '2020-W01';

/** A disclosure so many weeks before the present one. */
const before = (weeks: number, child: string) =>
  buildChildEvidence(child, { week: addWeeks(NOW, -weeks) });

const recent = (since: IsoWeek | null, ...evidence: Parameters<typeof countAllCells>[0]) =>
  countRecent(countAllCells(evidence), NOW, since);

describe('What is recent', () => {
  it('Is the present week and the three before it, a child counted once', () => {
    expect(recent(LONG_AGO, before(0, 'ada'), before(3, 'ada'), before(3, 'ben'))).toMatchObject({
      weeks: { from: '2026-W44', to: '2026-W47' },
      children: 2,
    });
    expect(recent(LONG_AGO, before(4, 'ada'))).toMatchObject({ children: 0 });
  });

  it('Is usual as in the mean of the twelve such periods before, each child once a period', () => {
    const year = Array.from({ length: 48 }, (_, at) => before(at + 4, 'ada'));
    expect(recent(LONG_AGO, ...year).usual).toBe(1);
    expect(recent(LONG_AGO, before(51, 'ada'), before(52, 'ben')).usual).toBeCloseTo(1 / 12, 12);
  });

  it('Uses only whole periods since recording started, and at least two', () => {
    const evidence = [before(4, 'ada'), before(11, 'ben')];
    expect(recent(addWeeks(NOW, -11), ...evidence).usual).toBe(1);
    expect(recent(addWeeks(NOW, -12), ...evidence).usual).toBe(1);
    expect(recent(addWeeks(NOW, -15), ...evidence).usual).toBeCloseTo(2 / 3, 12);
    expect(recent(addWeeks(NOW, -10), ...evidence)).toMatchObject({
      usual: null,
      exceedance: null,
    });
    expect(recent(null)).toMatchObject({ children: 0, usual: null, exceedance: null });
  });

  it('Has the chance of the Poisson distribution, and none without disclosures', () => {
    const year = Array.from({ length: 12 }, (_, at) => before(4 * at + 4, 'zoe'));
    const five = ['ada', 'ben', 'cal', 'dan', 'eve'].map((child) => before(1, child));
    expect(recent(LONG_AGO, ...year, ...five).exceedance).toBeCloseTo(0.003659847, 9);
    expect(recent(LONG_AGO, ...year).exceedance).toBeNull();
  });
});
