import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IntelligenceGrade, findCurrentGrade } from '../../../shared/intelligence/grade.ts';
import { createReportWorld, EPISODE } from '../../support/report-world.ts';
import { readValue } from '../../support/results.ts';
import { buildGraded } from '../../support/messages.ts';

const anyGrade = fc
  .record({
    id: fc.integer({ min: 1, max: 9 }),
    minute: fc.integer({ min: 10, max: 13 }),
    source: fc.constantFrom(1, 2, 3),
    information: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
  })
  .map(({ id, minute, ...data }) =>
    buildGraded({ id: `grade-${id}`, time: `2026-11-21T08:${minute}:00Z`, data }),
  );

/** Distinct grades, and the order in which a queue delivers each of them, once or more often. */
const anyTraffic = fc
  .uniqueArray(anyGrade, { minLength: 1, maxLength: 5, selector: ({ id }) => id })
  .chain((grades) =>
    fc.record({
      grades: fc.constant(grades),
      deliveries: fc
        .tuple(
          ...grades.map((grade) => fc.array(fc.constant(grade), { minLength: 1, maxLength: 3 })),
        )
        .map((all) => all.flat())
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
    }),
  );

describe('grades of a report, in any order and number', () => {
  it('leave the same grade: the latest by time, and of equal ones by id', async () => {
    await fc.assert(
      fc.asyncProperty(anyTraffic, async ({ grades, deliveries }) => {
        const world = await createReportWorld();
        readValue(await world.send());
        const subject = (await world.list())[0]?.reportId;
        for (const event of deliveries) await world.receive({ ...event, subject });

        const last = [...grades]
          .sort((a, b) =>
            `${String(a['time'])} ${String(a['id'])}` < `${String(b['time'])} ${String(b['id'])}`
              ? -1
              : 1,
          )
          .at(-1);
        const [report] = await world.list();
        expect(report?.grade).toMatchObject(last?.data ?? {});
        const kept = await world.stores.reports.listReports(EPISODE);
        expect(kept[0]?.grades).toHaveLength(grades.length);
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on the order in which they arrive', () => {
    const grade = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      time: fc.constantFrom('2026-11-21T08:00:00.000000000Z', '2026-11-21T08:00:00.000000001Z'),
      source: fc.constantFrom(1 as const, 2 as const, 3 as const),
    });
    const grades = fc.uniqueArray(grade, { selector: ({ id }) => id, maxLength: 4 });
    fc.assert(
      fc.property(
        grades.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(findCurrentGrade(shuffled as IntelligenceGrade[])).toEqual(
            findCurrentGrade(all as IntelligenceGrade[]),
          );
        },
      ),
    );
  });
});
