import { foldOnlyEpisode } from '../../support/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { RISK_LEVELS } from '../../../shared/kernel/risk-level.ts';
import { DIRECTORY } from '../../support/directory.ts';
import {
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
  buildUpdatedFact,
} from '../../support/facts.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { calculateDueAt } from '../../../shared/episodes/rules/deadline.ts';

const minute = fc
  .integer({ min: 0, max: 300 })
  .map((minutes) => toInstant(Date.UTC(2026, 9, 24, 22) + minutes * 60_000));

const anyFact = fc
  .record({
    kind: fc.constantFrom('reported', 'updated', 'found', 'returned', 'cancelled'),
    id: fc.integer({ min: 0, max: 30 }).map(String),
    time: minute,
    instant: minute,
    riskLevel: fc.constantFrom(...RISK_LEVELS, null),
    postcode: fc.constantFrom('NR1 1EF', 'NR7 0AA', 'DT1 1AA', undefined),
  })
  .map(({ kind, id, time, instant, riskLevel, postcode }): Fact => {
    const about = { id, time };
    const child = postcode === undefined ? {} : { child: { homePostcode: postcode } };
    switch (kind) {
      case 'reported':
        return buildReportedFact({ reportedAt: instant, ...child }, about);
      case 'updated':
        return buildUpdatedFact({ riskLevel, ...child }, about);
      case 'found':
        return buildFoundFact({ foundAt: instant }, about);
      case 'returned':
        return buildReturnedFact({ returnedAt: instant }, about);
      default:
        return buildCancelledFact({}, about);
    }
  });

/** Some facts of one episode, each id with one content. */
const someFacts = fc.uniqueArray(anyFact, {
  minLength: 1,
  maxLength: 12,
  selector: ({ id }) => id,
});

const shuffledTwice = someFacts.chain((facts) =>
  fc.record({
    facts: fc.constant(facts),
    again: fc
      .shuffledSubarray([...facts, ...facts], { minLength: facts.length })
      .map((some) => [...some, ...facts])
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
  }),
);

describe('whatever notifications an episode has', () => {
  it('any order and any repetition of them gives the same state', () => {
    fc.assert(
      fc.property(shuffledTwice, ({ facts, again }) => {
        expect(foldOnlyEpisode(again, DIRECTORY)).toEqual(foldOnlyEpisode(facts, DIRECTORY));
      }),
      { numRuns: 500 },
    );
  });

  it('the deadline is 72 hours after the return in the latest notification, or none', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { task, returnedAt } = foldOnlyEpisode(facts, DIRECTORY);
        const due = returnedAt === null ? null : calculateDueAt(returnedAt);
        expect(task?.dueAt ?? null).toBe(due);
      }),
    );
  });

  it('there is a task if and only if a find or a return was reported: no offer is ever left out', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const cameHome = facts.some(({ kind }) => kind === 'found' || kind === 'returned');
        expect(foldOnlyEpisode(facts, DIRECTORY).task !== null).toBe(cameHome);
      }),
    );
  });

  it('a task is withdrawn exactly when the episode is cancelled', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { task, status } = foldOnlyEpisode(facts, DIRECTORY);
        if (task !== null) expect(task.state === 'withdrawn').toBe(status === 'cancelled');
      }),
    );
  });

  it('it belongs to an authority of ours', () => {
    const codes = DIRECTORY.authorities.map(({ code }) => code);
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { responsibleAuthority, hostAuthority } = foldOnlyEpisode(facts, DIRECTORY);
        expect(codes).toContain(responsibleAuthority);
        expect(codes).toContain(hostAuthority);
      }),
    );
  });
});
