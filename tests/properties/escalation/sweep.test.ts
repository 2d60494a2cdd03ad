import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/database/table.ts';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { allocateTask } from '../../../shared/casework/allocate-task.ts';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { toTaskId } from '../../../shared/episodes/episode.ts';
import type { RaisedLevel } from '../../../shared/episodes/escalation.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
} from '../../support/facts.ts';
import { createLadderWorld, LADDER_PEOPLE, type LadderWorld } from '../../support/ladder-world.ts';
import { createCoreStores } from '../../support/core-stores.ts';

const MANAGER: Caller = { subject: 'm-norwich', role: 'manager', authorities: ['E10000020'] };
const START = at('2026-11-11T00:00Z');
const END_HOUR = 260;
const hour = (hours: number): Instant => addMs(START, Math.round(hours * HOUR_MS));

/**
 * Something that happens to a task. An `attempt` may be recorded while no sweep runs, and changes
 * nothing of what was due before; before anything else a sweep comes by, at the latest then.
 */
type Happening = { readonly hour: number } & (
  | { readonly kind: 'attempt' | 'withdraw' | 'reopen' }
  | { readonly kind: 'allocate'; readonly to: string | null }
  /** Returned so many hours before or after the first day; recorded by the force so long before it is received. */
  | { readonly kind: 'return'; readonly returned: number; readonly delay: number }
  | { readonly kind: 'acknowledge'; readonly level: string }
);

const anyHour = fc.integer({ min: 1, max: END_HOUR * 4 }).map((quarters) => quarters / 4);

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('attempt' as const), hour: anyHour }) },
  fc.record({ kind: fc.constantFrom('withdraw' as const, 'reopen' as const), hour: anyHour }),
  fc.record({
    kind: fc.constant('allocate' as const),
    hour: anyHour,
    to: fc.constantFrom('p-1', 'p-2', null),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('return' as const),
      hour: anyHour,
      returned: fc.constantFrom(-60, -10, 0, 5, 10, 20, 40),
      delay: fc.constantFrom(0, 0, 3, 30),
    }),
  },
  fc.record({
    kind: fc.constant('acknowledge' as const),
    hour: anyHour,
    level: fc.constantFrom('breach', 'breach-unacknowledged', 'breach-48h'),
  }),
);

const anyStory = fc
  .uniqueArray(anyHappening, { maxLength: 7, selector: (one) => one.hour })
  .map((story) => [...story].sort((a, b) => a.hour - b.hour));

const begin = (world: LadderWorld): Promise<void> =>
  world.receiveFacts(
    buildReportedFact({}, { receivedAt: START }),
    buildFoundFact({ foundAt: hour(-1) }, { time: START, receivedAt: START }),
  );

/** What cannot be done then, such as giving away a task that was withdrawn, is refused and changes nothing. */
const happen = async (world: LadderWorld, one: Happening): Promise<void> => {
  const now = hour(one.hour);
  const about = { id: `${one.kind}-${one.hour}`, receivedAt: now };
  const { episode, taskVersion } = await world.read();
  const taskId = toTaskId(episode.episodeId);
  const request = { key: `key-at-${now}`, taskVersion };
  switch (one.kind) {
    case 'attempt': {
      const body = { ...request, channel: 'phone', result: 'no-answer' } as const;
      await recordAttempt(world.ports, { taskId, body }, MANAGER, now);
      return;
    }
    case 'allocate': {
      const body = { ...request, practitioner: one.to, reason: 'It is decided.' };
      await allocateTask(world.ports, { taskId, body }, MANAGER, now);
      return;
    }
    case 'withdraw':
      return world.receiveFacts(buildCancelledFact({}, { ...about, time: now }));
    case 'reopen':
      return world.receiveFacts(buildFoundFact({ foundAt: hour(-1) }, { ...about, time: now }));
    case 'return': {
      const recorded = one.hour - one.delay;
      const returnedAt = hour(Math.min(one.returned, recorded));
      return world.receiveFacts(
        buildReturnedFact({ returnedAt }, { ...about, time: hour(recorded) }),
      );
    }
    case 'acknowledge':
      return world.acknowledge(one.level, now);
  }
};

/** Of all episodes of the reference: a return before the report makes two. */
const findNextLevel = async (world: LadderWorld): Promise<Instant | undefined> => {
  const { episode } = await world.read();
  const { states } = await world.ports.episodes.readReference(episode.episodeId);
  return states.flatMap(({ escalateAt }) => escalateAt ?? []).sort()[0];
};

/** What an ideal sweep would do that comes by at the very instant of each level. */
const sweepOnTime = async (world: LadderWorld, until: Instant): Promise<void> => {
  for (;;) {
    const next = await findNextLevel(world);
    if (next === undefined || next > until) return;
    await world.sweep(next);
  }
};

/** Not that a person gave the task away or acknowledged a breach. */
const isOfLevel = ({ kind }: Alert): boolean => typeof kind === 'object';

const countAlertsByRecipient = (world: LadderWorld) =>
  Promise.all(
    LADDER_PEOPLE.map(async ({ practitionerId }) => {
      const alerts = (await world.alertsOf(practitionerId)).filter(isOfLevel);
      return [practitionerId, alerts.map(({ alertId }) => alertId).sort()] as const;
    }),
  );

/** Everything that the sweeps of a world did, but for when they came by. */
const outcomeOf = async (world: LadderWorld) => {
  const escalations = await world.escalations();
  return {
    escalations: escalations
      .map(({ escalationId, at: instant, dueAt, notified }) => ({
        escalationId,
        instant,
        dueAt,
        notified,
      }))
      .sort((a, b) => (a.escalationId < b.escalationId ? -1 : 1)),
    notified: await countAlertsByRecipient(world),
  };
};

const isOfTask = (level: string): boolean =>
  level === 'unallocated' || level === 'return-unconfirmed-24h';

const isOnce = ({ level }: RaisedLevel): boolean =>
  !['return-unconfirmed', 'return-unconfirmed-48h', 'plan-passed'].includes(level);

type Fault = 'none' | 'before' | 'after';

/** A table whose every answer waits for its turn, and which fails before a write, or after it. */
const troubled = (table: Table, scheduler: fc.Scheduler, faults: Fault[]): Table => {
  const turn = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    scheduler.schedule(Promise.resolve(), name).then(work);
  return {
    ...table,
    get: (key) => turn('get', () => table.get(key)),
    readIndex: (range) => turn('read an index', () => table.readIndex(range)),
    transact: (writes) =>
      turn('write', async () => {
        const fault = faults.shift() ?? 'none';
        if (fault === 'before') throw new Error('nothing was written');
        const outcome = await table.transact(writes);
        if (fault === 'after') throw new Error('it was written, but the reply was lost');
        return outcome;
      }),
  };
};

const anyTrouble = fc.record({
  story: anyStory,
  /** Sweeps at any hour, in any order, several at once. */
  sweeps: fc.array(fc.array(anyHour, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
  faults: fc.array(fc.constantFrom<Fault>('none', 'before', 'after'), { maxLength: 12 }),
  scheduler: fc.scheduler(),
});

describe('Whatever happens to a task, and however many sweeps come by, late, at once or cut off', () => {
  it('each level is raised once, and each person notified once, as by a sweep that is always on time', async () => {
    await fc.assert(
      fc.asyncProperty(anyTrouble, async ({ story, sweeps, faults, scheduler }) => {
        const [ideal, world] = [createLadderWorld(), createLadderWorld()];
        const left = [...faults];
        const { episodes, wakeUps } = createCoreStores(troubled(world.core, scheduler, left));
        const sweepAtOnce = async (hours: readonly number[]): Promise<void> => {
          const runs = hours.map((when) =>
            world.sweep(hour(when), { episodes, wakeUps, shards: 8 }),
          );
          await scheduler.waitFor(Promise.allSettled(runs));
        };
        await Promise.all([begin(ideal), begin(world)]);
        let reached = 0;
        const goTo = async (until: number): Promise<void> => {
          const due = sweeps.filter(([first = 0]) => first > reached && first <= until);
          for (const hours of due) await sweepAtOnce(hours.map((when) => Math.min(when, until)));
          reached = until;
        };
        for (const one of story) {
          await sweepOnTime(ideal, hour(one.hour));
          await goTo(one.hour);
          if (one.kind !== 'attempt') await world.sweep(hour(one.hour));
          await happen(ideal, one);
          await happen(world, one);
        }
        await sweepOnTime(ideal, hour(END_HOUR));
        await goTo(END_HOUR);
        await world.sweep(hour(END_HOUR));
        const { escalations, notified } = await outcomeOf(world);
        expect({ escalations, notified }).toEqual(await outcomeOf(ideal));
        for (const [practitionerId, alerts] of notified) {
          const causes = escalations.filter((one) => one.notified.includes(practitionerId));
          expect(new Set(alerts).size).toBe(alerts.length);
          // Of a level that repeats, the latest time is listed.
          expect(alerts.length).toBeGreaterThanOrEqual(causes.length);
        }
      }),
      { numRuns: 75 },
    );
  });

  it('no open task is past due without a breach, and none has one for a due time that is not over', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, anyHour, async (story, last) => {
        const world = createLadderWorld();
        await begin(world);
        for (const one of story.filter((each) => each.hour <= last)) await happen(world, one);
        await world.sweep(hour(last));
        const { episode, raised } = await world.read();
        const { task } = episode;
        const isLate = task?.state === 'open' && task.dueAt !== null && task.dueAt < hour(last);
        const breaches = raised.filter(({ level }) => level === 'breach');
        expect(breaches.map(({ dueAt }) => dueAt)).toEqual(isLate ? [task.dueAt] : []);
      }),
      { numRuns: 150 },
    );
  });

  it('while a task is open, a level is raised for a due time once, and what does not hang on it once for the task', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (story) => {
        const world = createLadderWorld();
        await begin(world);
        for (const one of story) {
          await world.sweep(hour(one.hour));
          await happen(world, one);
        }
        await world.sweep(hour(END_HOUR));
        const { episode } = await world.read();
        const { states } = await world.ports.episodes.readReference(episode.episodeId);
        const raised = states.flatMap((one) => one.raised);
        expect(new Set(raised.map(({ escalationId }) => escalationId)).size).toBe(raised.length);
        const times = Object.groupBy(raised.filter(isOnce), ({ level, dueAt }) =>
          isOfTask(level) ? level : `${level} ${dueAt}`,
        );
        const periods = 1 + story.filter(({ kind }) => kind === 'withdraw').length;
        for (const [name, levels = []] of Object.entries(times)) {
          // A return before the report makes two episodes of one, each with a task.
          const most = isOfTask(name) ? periods * states.length : periods;
          expect([name, levels.length <= most]).toEqual([name, true]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a correction of the return re-arms due-soon and breach if they are still ahead, and no other level', async () => {
    const anyCorrection = fc.record({
      sweptAt: fc.integer({ min: 1, max: 90 * 4 }).map((quarters) => quarters / 4),
      by: fc.integer({ min: -60, max: 60 }).filter((hours) => hours !== 0),
    });
    // A return in the future is refused by the intake.
    const anyPossible = anyCorrection.filter(({ sweptAt, by }) => by <= sweptAt);
    await fc.assert(
      fc.asyncProperty(anyPossible, async ({ sweptAt, by }) => {
        const world = createLadderWorld();
        await begin(world);
        await happen(world, { kind: 'allocate', to: 'p-1', hour: 0.25 });
        await happen(world, { kind: 'return', hour: 0.5, returned: 0, delay: 0 });
        await world.sweep(hour(sweptAt));
        const before = (await world.read()).raised.map(({ level }) => level);
        await happen(world, { kind: 'return', hour: sweptAt + 0.01, returned: by, delay: 0 });
        await world.sweep(hour(END_HOUR));
        const after = (await world.read()).raised.slice(before.length).map(({ level }) => level);
        const dueAgain = 72 + by;
        expect(after.filter((level) => level === 'breach')).toEqual(['breach']);
        expect(after.includes('due-soon')).toBe(
          before.includes('due-soon') ? dueAgain - 4 > sweptAt : dueAgain >= sweptAt + 0.01,
        );
        expect(after.includes('no-attempt')).toBe(
          before.includes('no-attempt') ? 24 + by > sweptAt : true,
        );
        expect(after).not.toContain('unallocated');
      }),
      { numRuns: 100 },
    );
  });
});
