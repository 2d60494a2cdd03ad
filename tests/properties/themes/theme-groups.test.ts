import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONFIDENCES } from '../../../shared/intelligence/item.ts';
import { addMs, HOUR_MS } from '../../../shared/kernel/instant.ts';
import { toLondonDate } from '../../../shared/kernel/london-time.ts';
import type { CellCounts } from '../../../shared/themes/cell.ts';
import type { Evidence } from '../../../shared/themes/evidence.ts';
import { addWeeks, listWeeks, findWeek, findWeekOfDate } from '../../../shared/kernel/iso-week.ts';
import { countGroups, THEME_GROUPINGS, countWhole } from '../../../shared/themes/theme-groups.ts';
import { countWeeks, findPreviousPeriod } from '../../../shared/themes/week-period.ts';
import {
  buildItemCodes,
  BUS_STATION,
  countAllCells,
  buildHarmTheme,
  buildChildEvidence,
} from '../../support/evidence.ts';
import { at } from '../../support/facts.ts';
import { parsePeriod } from '../../../shared/themes/parse-statistics-query.ts';

const weeks = fc.integer({ min: -12, max: 2 }).map((after) => addWeeks('2026-W47', after));

const pieces: fc.Arbitrary<Evidence> = fc
  .record({
    child: fc.constantFrom('ada', 'ben', 'cal', 'dan'),
    week: weeks,
    locality: fc.constantFrom('norwich', 'great-yarmouth', 'unknown'),
    harm: fc.constantFrom('county-lines', 'trafficking'),
    context: fc.constantFrom('transport', 'online'),
    confidence: fc.constantFrom(...CONFIDENCES),
    place: fc.constantFrom(null, 'pl-1', 'pl-2'),
    number: fc.nat(1000),
  })
  .map(({ child, week, locality, harm, context, confidence, place, number }) =>
    buildChildEvidence(child, {
      week,
      locality,
      theme: buildHarmTheme(harm, context),
      item: buildItemCodes({
        number,
        confidence,
        place: place === null ? null : { ...BUS_STATION, key: place },
      }),
    }),
  );

/** The evidence, each item once. */
const evidenceSets = fc.uniqueArray(pieces, {
  selector: ({ evidenceId }) => evidenceId,
  maxLength: 40,
});

const periods = fc
  .tuple(weeks, fc.nat(6))
  .map(([from, more]) => ({ from, to: addWeeks(from, more) }));

const DISTINCT = ['children', 'debriefs', 'places'] as const;

const sumOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0);

const expectOnceEach = (whole: CellCounts, parts: readonly CellCounts[]): void => {
  expect(sumOf(parts.map(({ items }) => items))).toBe(whole.items);
  for (const what of DISTINCT) {
    const counts = parts.map((part) => part[what]);
    expect(whole[what]).toBeLessThanOrEqual(sumOf(counts));
    expect(whole[what]).toBeGreaterThanOrEqual(Math.max(0, ...counts));
  }
};

describe('Of any theme statistics', () => {
  it('The whole counts every item once, and no fewer children than a group and no more than all', () => {
    fc.assert(
      fc.property(evidenceSets, periods, (evidence, period) => {
        const cells = countAllCells(evidence);
        const whole = countWhole(cells, period);
        for (const by of THEME_GROUPINGS) {
          const groups = countGroups(cells, period, by);
          expectOnceEach(
            whole.counts,
            groups.map(({ counts }) => counts),
          );
        }
        expectOnceEach(whole.counts, Object.values(whole.byConfidence));
      }),
    );
  });

  it('The trend of each group holds each of its items in one of all its weeks', () => {
    fc.assert(
      fc.property(evidenceSets, periods, (evidence, period) => {
        for (const { trend, counts } of countGroups(countAllCells(evidence), period, 'theme')) {
          expect(trend?.items).toHaveLength(listWeeks(period.from, period.to).length);
          expect(sumOf(trend?.items ?? [])).toBe(counts.items);
          expect(Math.max(0, ...(trend?.children ?? []))).toBeLessThanOrEqual(counts.children);
        }
      }),
    );
  });

  it('What a period is compared with is the result for the period before it', () => {
    fc.assert(
      fc.property(evidenceSets, periods, (evidence, period) => {
        const cells = countAllCells(evidence);
        const { counts, before, difference } = countWhole(cells, period);
        expect(countWhole(cells, findPreviousPeriod(period)).counts).toEqual(before);
        expect(before.children + difference.children).toBe(counts.children);
      }),
    );
  });

  it('The order in which it is read changes nothing', () => {
    fc.assert(
      fc.property(evidenceSets, periods, (evidence, period) => {
        const reversed = countAllCells([...evidence].reverse());
        for (const by of THEME_GROUPINGS) {
          expect(countGroups(reversed, period, by)).toEqual(
            countGroups(countAllCells(evidence), period, by),
          );
        }
      }),
    );
  });
});

describe('Any period', () => {
  it('Is compared with one exactly as long, that ends where it begins', () => {
    fc.assert(
      fc.property(periods, (period) => {
        const before = findPreviousPeriod(period);
        expect(countWeeks(before)).toBe(countWeeks(period));
        expect(addWeeks(before.to, 1)).toBe(period.from);
      }),
    );
  });

  it('Given in days includes each of them up to today, and no other week', () => {
    const NOON = at('2026-11-21T12:00Z');
    const days = fc.tuple(fc.nat(600), fc.nat(60)).map(([ago, length]) => {
      const dayOf = (back: number) => toLondonDate(addMs(NOON, -back * 24 * HOUR_MS));
      return { from: dayOf(ago), to: dayOf(ago - length) };
    });
    fc.assert(
      fc.property(days, ({ from, to }) => {
        const requested = parsePeriod({ from, to }, NOON);
        if ('refusal' in requested) throw new Error('It is a period of at most 61 days.');
        const last = findWeekOfDate(to) < findWeek(NOON) ? findWeekOfDate(to) : findWeek(NOON);
        expect(requested.value).toMatchObject({ from: findWeekOfDate(from), to: last });
        expect(requested.value.view.from <= from).toBe(true);
        expect(requested.value.view.widened).toBe(
          requested.value.view.from < from || to < requested.value.view.to,
        );
      }),
    );
  });
});
