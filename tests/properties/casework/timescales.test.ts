import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOT_POSSIBLE_REASONS } from '../../../shared/episodes/action.ts';
import type { Episode } from '../../../shared/episodes/episode.ts';
import {
  endedAfter,
  hoursAfterReturn,
  buildReturnedEpisode,
} from '../../support/returned-episodes.ts';
import {
  countTimescales,
  groupTimescales,
  listBehind,
} from '../../../shared/casework/count-timescales.ts';
import type { Timescales } from '../../../shared/casework/timescales.ts';
import { LISTED_COUNTS, TIMESCALE_GROUPINGS } from '../../../shared/casework/timescales.ts';

const outcomes = fc.oneof(
  fc.constant(null),
  fc
    .tuple(fc.integer({ min: -20, max: 150 }), fc.constantFrom('one', 'two', 'three', null))
    .map(([hours, interviewId]) => endedAfter(hours, 'completed', { interviewId })),
  fc.integer({ min: -20, max: 150 }).map((hours) => endedAfter(hours, 'declined')),
  fc
    .constantFrom(...NOT_POSSIBLE_REASONS)
    .map((reason) => endedAfter(30, 'not-possible', { reason })),
);

const episodes: fc.Arbitrary<readonly Episode[]> = fc.array(
  fc
    .record({
      outcome: outcomes,
      offeredAfter: fc.option(fc.integer({ min: -10, max: 150 })),
      withdrawn: fc.boolean(),
      team: fc.constantFrom('norfolk-norwich', 'norfolk-broadland', null),
      episode: fc.record({
        locality: fc.constantFrom('norwich', 'broadland', null),
        lookedAfter: fc.constantFrom(true, false, null),
        hostAuthority: fc.constantFrom('E10000020', 'E06000059'),
        category: fc.constantFrom('missing', 'away-from-placement', null),
        riskLevel: fc.constantFrom('low', 'high', null),
      }),
    })
    .map((about) => buildReturnedEpisode(about)),
  { maxLength: 30 },
);

const nows = fc.integer({ min: 0, max: 200 }).map(hoursAfterReturn);

/** All counts of episodes; interviews and children are apart, for one may belong to two groups. */
const countsOf = (timescales: Timescales): Readonly<Record<string, number>> => {
  const { notPossible, lateReasons, ...others } = timescales;
  const { rates, interviews, interviewsWithin72h, children, ...more } = others;
  const { hoursToOffer, hoursToInterview, ...counts } = more;
  return { ...counts, ...notPossible, notGiven: lateReasons.notGiven };
};

const sumOf = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0);

describe('Timescales of any episodes', () => {
  it('Every episode is in exactly one of the end states', () => {
    fc.assert(
      fc.property(episodes, nows, (some, now) => {
        const counted = countTimescales(some, now);
        const { completed, declined, notPossible, open, notMeasurable } = counted;
        const ended = completed + declined + sumOf(Object.values(notPossible));
        expect(ended + open + notMeasurable).toBe(counted.episodes);
        expect(counted.episodes + counted.withdrawn).toBe(some.length);
      }),
    );
  });

  it('No rate is more than the whole, and what is late or in time is a part of it', () => {
    fc.assert(
      fc.property(episodes, nows, (some, now) => {
        const counted = countTimescales(some, now);
        for (const { numerator, denominator } of Object.values(counted.rates)) {
          expect(numerator).toBeLessThanOrEqual(denominator);
        }
        expect(counted.openLate).toBeLessThanOrEqual(counted.open);
        expect(counted.offeredWithin72h).toBeLessThanOrEqual(counted.offered);
        expect(counted.interviews).toBeLessThanOrEqual(counted.completed);
      }),
    );
  });

  it('Behind every number are as many episodes as it says', () => {
    fc.assert(
      fc.property(episodes, nows, fc.constantFrom(...LISTED_COUNTS), (some, now, count) => {
        const { notPossible, ...numbers } = countTimescales(some, now);
        const shown = count === 'notPossible' ? sumOf(Object.values(notPossible)) : numbers[count];
        expect(listBehind(count, some, now)).toHaveLength(shown);
      }),
    );
  });

  it('Those completed late add up by their reasons, and the matured are those that can no longer change', () => {
    fc.assert(
      fc.property(episodes, nows, (some, now) => {
        const counted = countTimescales(some, now);
        expect(sumOf(Object.values(counted.lateReasons))).toBe(counted.completedLate);
        expect(counted.completedWithin72h + counted.completedLate).toBe(counted.completed);
        expect(counted.rates.completedWithin72hOfMatured.numerator).toBe(
          counted.completedWithin72h,
        );
        expect(counted.matured).toBeGreaterThanOrEqual(counted.completed + counted.openLate);
      }),
    );
  });

  it('Groups add up to the whole, whatever they are by', () => {
    const groupings = fc.constantFrom(...TIMESCALE_GROUPINGS.filter((by) => by !== 'none'));
    fc.assert(
      fc.property(episodes, nows, groupings, (some, now, by) => {
        const groups = groupTimescales(by, some, now).map(({ timescales }) => countsOf(timescales));
        for (const [name, count] of Object.entries(countsOf(countTimescales(some, now)))) {
          expect(sumOf(groups.map((group) => group[name] ?? 0))).toBe(count);
        }
      }),
    );
  });
});
