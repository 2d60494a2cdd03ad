import { makeEpisodeId } from '../../support/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/access/caller.ts';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { type StoredEpisode, toTaskId } from '../../../shared/episodes/episode.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { type EpisodeRecord, splitRecord } from '../../../shared/episodes/reference-record.ts';
import { joinEpisodes } from '../../../shared/intake/join-episodes.ts';
import { addMs, type Instant, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { createCounty } from '../../support/county.ts';
import { at, buildReportedFact, buildReturnedFact, buildUpdatedFact } from '../../support/facts.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readValue } from '../../support/results.ts';

const FIRST = makeEpisodeId('E23000024', 'NC-2026-000001');
const MANAGER: Caller = { subject: 'm-1', role: 'manager', authorities: [NORFOLK] };
/** After everything that police say happened. */
const ARRIVAL = at('2026-11-21T09:00Z');

const DAYS = ['10', '13', '16'];

/** Missing on the evening of this day of November, and home the next morning. */
const absent = (day: string): readonly Fact[] => {
  const next = String(Number(day) + 1);
  return [
    buildReportedFact(
      { reportedAt: at(`2026-11-${day}T20:00Z`) },
      { id: `reported-${day}`, time: `2026-11-${day}T20:05Z` },
    ),
    buildReturnedFact(
      { returnedAt: at(`2026-11-${next}T08:00Z`) },
      { id: `returned-${day}`, time: `2026-11-${next}T08:05Z` },
    ),
  ];
};

const correctReturn = (day: string, returnedAt: string, hour: number): Fact =>
  buildReturnedFact(
    { returnedAt: at(returnedAt) },
    { id: `corrected-${day}-${hour}`, time: `2026-11-${String(Number(day) + 1)}T${hour}:05Z` },
  );

/** Two or three absences, each perhaps with a corrected return; one time mistyped and then put right. */
const anyAbsences = fc
  .record({
    days: fc.constantFrom(DAYS, DAYS.slice(0, 2)),
    corrected: fc.subarray(DAYS),
    mistyped: fc.constantFrom(null, ...DAYS),
    graded: fc.subarray(DAYS),
  })
  .map(({ days, corrected, mistyped, graded }) =>
    days.flatMap((day) => {
      const next = String(Number(day) + 1);
      return [
        ...absent(day),
        ...(corrected.includes(day) ? [correctReturn(day, `2026-11-${next}T09:30Z`, 10)] : []),
        ...(mistyped === day
          ? [
              correctReturn(day, '2025-11-12T08:00Z', 11),
              correctReturn(day, `2026-11-${next}T07:15Z`, 12),
            ]
          : []),
        ...(graded.includes(day)
          ? [
              buildUpdatedFact(
                { riskLevel: 'high' },
                { id: `graded-${day}`, time: `2026-11-${day}T21:00Z` },
              ),
            ]
          : []),
      ];
    }),
  );

const anyArrivals = anyAbsences.chain((facts) =>
  fc.record({
    arrivals: fc
      .tuple(fc.shuffledSubarray([...facts], { minLength: facts.length }), fc.subarray([...facts]))
      .map(([all, again]) => [...all, ...again]),
    facts: fc.constant(facts),
    /** After which arrivals somebody tries to reach the child, and about which of the tasks that there are then. */
    attempts: fc.array(fc.record({ after: fc.nat(8), task: fc.nat(2) }), { maxLength: 3 }),
  }),
);

type County = ReturnType<typeof createCounty>;

const receive = (county: County, fact: Fact, index: number): Promise<void> =>
  county.receiveFacts({ ...fact, receivedAt: addMs(ARRIVAL, index * MINUTE_MS) });

const listRecords = async (county: County): Promise<readonly EpisodeRecord[]> =>
  splitRecord(await county.stores.episodes.readReference(FIRST));

const listStates = async (county: County): Promise<readonly StoredEpisode[]> =>
  (await listRecords(county)).flatMap(({ stored }) => stored ?? []);

interface Attempted {
  readonly actionId: string;
  /** The return that the practitioner saw when they tried. */
  readonly returnedAt: Instant | null;
}

const attempt = async (county: County, task: number, index: number): Promise<Attempted | null> => {
  const withTask = (await listStates(county)).filter(({ episode }) => episode.task !== null);
  const stored = withTask[task % Math.max(1, withTask.length)];
  if (stored?.episode.task?.state !== 'open') return null;
  const now = addMs(ARRIVAL, index * MINUTE_MS + 1000);
  const input = {
    taskId: toTaskId(stored.episode.episodeId),
    body: {
      key: `attempt-${index}`,
      taskVersion: stored.taskVersion,
      channel: 'phone' as const,
      result: 'no-answer' as const,
      happenedAt: now,
    },
  };
  const { actionId } = readValue(await recordAttempt(county.ports, input, MANAGER, now));
  return { actionId, returnedAt: stored.episode.returnedAt };
};

const describeEpisodes = async (county: County) =>
  (await listStates(county)).map(({ episode: { task, ...episode } }) => ({
    ...episode,
    task: task && { state: task.state, dueAt: task.dueAt, taskId: task.taskId },
  }));

describe('two or three absences under one reference', () => {
  it('give the same episodes in any order and repetition, with corrections and one mistyped time', async () => {
    await fc.assert(
      fc.asyncProperty(anyArrivals, async ({ facts, arrivals }) => {
        const [inOrder, shuffled] = [createCounty(), createCounty()];
        for (const [index, fact] of facts.entries()) await receive(inOrder, fact, index);
        for (const [index, fact] of arrivals.entries()) await receive(shuffled, fact, index);
        const expected = await describeEpisodes(inOrder);
        const ignoreArrival = (all: typeof expected) =>
          all.map((one) => ({
            ...one,
            lastFactReceivedAt: null,
            firstReceivedAt: null,
            reportKnownAt: null,
            riskHistory: one.riskHistory.map(({ receivedAt, ...grading }) => grading),
          }));
        expect(ignoreArrival(await describeEpisodes(shuffled))).toEqual(ignoreArrival(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('have each piece of work at the return that it was done for, whatever arrives after it', async () => {
    await fc.assert(
      fc.asyncProperty(anyArrivals, async ({ arrivals, attempts }) => {
        const county = createCounty();
        const done: Attempted[] = [];
        for (const [index, fact] of arrivals.entries()) {
          await receive(county, fact, index);
          for (const { task } of attempts.filter(({ after }) => after === index)) {
            const attempted = await attempt(county, task, index);
            if (attempted !== null) done.push(attempted);
          }
        }
        const records = await listRecords(county);
        for (const { actionId, returnedAt } of done) {
          const holder = records.find(({ actions }) =>
            actions.some((action) => action.actionId === actionId),
          );
          const returns = holder?.facts.flatMap((fact) =>
            fact.kind === 'returned' ? [fact.data.returnedAt] : [],
          );
          if (returnedAt !== null) expect(returns).toContain(returnedAt);
          expect(holder?.stored?.episode.task?.attempts).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are, joined by a person and separated again, as if nobody had, with all that came meanwhile', async () => {
    const anyMoment = fc.record({ joinAfter: fc.nat(8), separateAfter: fc.nat(12) });
    await fc.assert(
      fc.asyncProperty(anyArrivals, anyMoment, async ({ arrivals }, moments) => {
        const [touched, untouched] = [createCounty(), createCounty()];
        const joined: string[] = [];
        let isSeparate = false;
        const say = async (isJoined: boolean, episodeId: string): Promise<void> => {
          const body = {
            key: `joined-${isJoined}`,
            joined: isJoined,
            reason: 'A mistyped report.',
          };
          const now = addMs(ARRIVAL, 60 * MINUTE_MS);
          readValue(await joinEpisodes(touched.ports, { episodeId, body }, MANAGER, now));
        };
        for (const [index, fact] of arrivals.entries()) {
          await receive(untouched, fact, index);
          await receive(touched, fact, index);
          const [joinedId] = joined;
          if (joinedId !== undefined && !isSeparate && index >= moments.separateAfter) {
            await say(false, joinedId);
            isSeparate = true;
          }
          const [, further] = await listRecords(touched);
          if (joined.length === 0 && further !== undefined && index >= moments.joinAfter) {
            joined.push(further.episodeId);
            await say(true, further.episodeId);
            expect((await listRecords(touched)).map(({ episodeId }) => episodeId)).not.toContain(
              further.episodeId,
            );
          }
        }
        if (joined.length > 0 && !isSeparate) await say(false, joined[0] ?? '');
        expect(await describeEpisodes(touched)).toEqual(await describeEpisodes(untouched));
      }),
      { numRuns: 60 },
    );
  });
});
