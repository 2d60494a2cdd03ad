import type { WakeUps } from '../../../shared/alerts/wake-ups.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { addMs, type Instant } from '../../../shared/kernel/instant.ts';
import { DEFAULT_LADDER } from '../../../shared/directory/default-ladders.ts';
import { allocate } from '../../support/actions.ts';
import { DEFAULT_SETTINGS } from '../../../shared/directory/settings.ts';
import { NORFOLK } from '../../support/messages.ts';
import {
  at,
  buildCancelledFact,
  buildReportedFact,
  buildReturnedFact,
} from '../../support/facts.ts';
import { createLadderWorld, LADDER_PEOPLE, type LadderWorld } from '../../support/ladder-world.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { buildStaffMember, employ } from '../../support/directory.ts';

const RETURNED = '2026-11-11T08:00Z';
const PAST_DUE = at('2026-11-14T08:01Z');

const levels = async (world: LadderWorld) =>
  (await world.escalations()).map(({ level, notified }) => [level, notified]);

const give = async (world: LadderWorld, practitioner: string, now: Instant): Promise<void> =>
  allocate(world.ports, (await world.read()).episode.episodeId, practitioner, now);

/** A child who came home then, whose task is with p-1 from the same minute on. */
const comesHome = async (world: LadderWorld, returned = RETURNED): Promise<void> => {
  const receivedAt = at(returned);
  await world.receiveFacts(
    buildReportedFact({}, { receivedAt }),
    buildReturnedFact({ returnedAt: receivedAt }, { receivedAt, time: returned }),
  );
  await give(world, 'p-1', receivedAt);
};

/** Other children, unallocated, home one minute after another. */
const manyComeHome = async (world: LadderWorld, count: number): Promise<void> => {
  for (let number = 1; number <= count; number++) {
    const receivedAt = addMs(at(RETURNED), number * 60_000);
    const reference = `NC-${number}`;
    const about = { reference, id: `returned-${number}` };
    await world.receiveFacts(
      buildReportedFact({}, { reference, id: `reported-${number}` }),
      buildReturnedFact({ returnedAt: receivedAt }, { ...about, receivedAt, time: receivedAt }),
    );
  }
};

/** Records who was sent a wake-up. */
const createWakeUpRecorder = (waiting: readonly string[] = []) => {
  const sent: (readonly string[])[] = [];
  const wakeUps: WakeUps = {
    wake: (recipients) => {
      sent.push([...recipients].sort());
      return Promise.resolve();
    },
    listWaiting: (_, limit) => Promise.resolve(waiting.slice(0, limit)),
  };
  return { sent, wakeUps };
};

describe('A sweep', () => {
  let world: LadderWorld;
  beforeEach(() => {
    world = createLadderWorld();
  });

  it('raises what is due, notifies the recipients of the ladder, and reports what it did', async () => {
    await comesHome(world);
    const report = await world.sweep(PAST_DUE);
    expect(report).toEqual({
      checked: 1,
      escalated: 3,
      oldestDue: at('2026-11-12T08:00Z'),
      withoutRecipient: 0,
      // Two other authorities have nobody.
      emptyRoles: 6,
    });
    expect(await levels(world)).toEqual([
      ['breach', ['m-norwich']],
      ['due-soon', ['m-norwich', 'p-1']],
      ['no-attempt', ['m-norwich', 'p-1']],
    ]);
  });

  it('has nothing to do when nothing is due, and costs no look at any task', async () => {
    await comesHome(world);
    expect(await world.sweep(at('2026-11-12T07:59Z'))).toEqual({
      checked: 0,
      escalated: 0,
      oldestDue: null,
      withoutRecipient: 0,
      emptyRoles: 6,
    });
  });

  it('raises nothing of a task that was withdrawn', async () => {
    await comesHome(world);
    await world.receiveFacts(buildCancelledFact({}, { time: '2026-11-14T07:00Z' }));
    expect((await world.sweep(PAST_DUE)).checked).toBe(0);
  });

  it('notifies of late tasks at any hour, and of anything else when the quiet hours are over', async () => {
    await comesHome(world, '2026-11-11T02:00Z');
    await world.sweep(at('2026-11-13T22:00Z'));
    await world.sweep(at('2026-11-14T02:01Z'));
    const alerts = await world.alertsOf('m-norwich');
    const sendTimes = new Map(alerts.map(({ kind, sendAt }) => [JSON.stringify(kind), sendAt]));
    expect(sendTimes).toEqual(
      new Map([
        ['{"level":"no-attempt"}', at('2026-11-14T07:00Z')],
        ['{"level":"due-soon"}', at('2026-11-14T07:00Z')],
        ['{"level":"breach"}', at('2026-11-14T02:01Z')],
      ]),
    );
  });

  it('sends one wake-up for each person with an alert due now, however many tasks it is about', async () => {
    const { sent, wakeUps } = createWakeUpRecorder();
    await manyComeHome(world, 5);
    await world.sweep(at('2026-11-11T10:00Z'), { wakeUps });
    expect(sent).toEqual([['m-norwich']]);
    expect(await world.alertsOf('m-norwich')).toHaveLength(5);
  });

  it('sends a wake-up for those left pending by an earlier run, though it raises nothing itself', async () => {
    const { sent, wakeUps } = createWakeUpRecorder(['head', 'p-2']);
    await world.sweep(PAST_DUE, { wakeUps });
    expect(sent).toEqual([['head', 'p-2']]);
  });

  it('sends no wake-up for alerts that wait for the morning', async () => {
    const { sent, wakeUps } = createWakeUpRecorder();
    await comesHome(world, '2026-11-11T02:00Z');
    await world.sweep(at('2026-11-13T22:00Z'), { wakeUps });
    expect(sent).toEqual([[]]);
    await world.sweep(at('2026-11-14T06:59Z'));
    const waiting = await world.stores.wakeUps.listWaiting(at('2026-11-14T07:00Z'), 9);
    expect(waiting.toSorted()).toEqual(['m-norwich', 'p-1']);
  });

  it('raises a level also when there is no recipient, and counts it', async () => {
    world = createLadderWorld([]);
    await manyComeHome(world, 1);
    expect(await world.sweep(at('2026-11-14T08:02Z'))).toMatchObject({
      escalated: 4,
      withoutRecipient: 4,
      emptyRoles: 9,
    });
  });

  it('reads the staff of an authority once, however many tasks it checks', async () => {
    await manyComeHome(world, 12);
    let reads = 0;
    const staff = {
      read: (...about: Parameters<typeof world.ports.staff.read>) => {
        reads += 1;
        return world.ports.staff.read(...about);
      },
    };
    expect((await world.sweep(PAST_DUE, { staff })).checked).toBe(12);
    expect(reads).toBe(1);
  });

  it('notifies everyone once, also when that is more than fits in one transaction', async () => {
    const managers = Array.from({ length: 45 }, (_, number) =>
      buildStaffMember(`m-${number}`, { role: 'team-manager', teams: ['norfolk-norwich'] }),
    );
    world = createLadderWorld([...LADDER_PEOPLE, ...managers]);
    await comesHome(world);
    await world.sweep(PAST_DUE);
    expect((await world.escalations()).map(({ notified }) => notified.length)).toEqual([
      46, 47, 47,
    ]);
    const alerts = await world.alertsOf('m-7');
    expect(alerts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([{ level: 'no-attempt' }, { level: 'due-soon' }, { level: 'breach' }]),
    );
    expect(alerts).toHaveLength(3);
  });

  it('takes a task off the list whose ladder, as it was changed, has nothing due', async () => {
    await comesHome(world);
    const ladder = DEFAULT_LADDER.filter(({ level }) => level === 'breach-5d');
    const directory = employ(NORFOLK, LADDER_PEOPLE, { ...DEFAULT_SETTINGS, ladder });
    const sweepThen = (now: Instant) => world.sweep(now, { directory });
    expect(await sweepThen(PAST_DUE)).toMatchObject({ checked: 1, escalated: 0 });
    expect((await sweepThen(PAST_DUE)).checked).toBe(0);
    expect((await sweepThen(at('2026-11-19T08:00Z'))).escalated).toBe(1);
  });

  it('reads the task itself: a late index raises nothing twice', async () => {
    await comesHome(world);
    const { episodeId } = (await world.read()).episode;
    await world.sweep(PAST_DUE);
    const { version } = await world.read();
    const lagging: EpisodeStore = {
      ...world.stores.episodes,
      listToEscalate: ({ after }) =>
        Promise.resolve({ items: [episodeId], after: after === null ? 'one more page' : null }),
    };
    const again = await world.sweep(PAST_DUE, { episodes: lagging, shards: 1 });
    expect(again).toMatchObject({ checked: 2, escalated: 0 });
    expect(await world.escalations()).toHaveLength(3);
    expect((await world.read()).version).toBe(version);
  });
});

describe('A sweep that meets trouble', () => {
  let world: LadderWorld;
  let episodes: EpisodeStore;
  beforeEach(async () => {
    world = createLadderWorld();
    ({ episodes } = world.stores);
    await manyComeHome(world, 30);
  });
  const sweptReferences = async () =>
    new Set((await world.escalations()).map(({ taskId }) => taskId)).size;

  it('looks again when somebody was quicker, a bounded number of times', async () => {
    const losing = (races: number): EpisodeStore => {
      const lost = new Map<string, number>();
      return {
        ...episodes,
        change: (changes) => {
          const id = changes[0]?.next.episode.episodeId ?? '';
          lost.set(id, (lost.get(id) ?? 0) + 1);
          return (lost.get(id) ?? 0) <= races
            ? Promise.resolve('conflict')
            : episodes.change(changes);
        },
      };
    };
    await expect(world.sweep(PAST_DUE, { episodes: losing(99) })).rejects.toThrow(AggregateError);
    expect(await sweptReferences()).toBe(0);
    await world.sweep(PAST_DUE, { episodes: losing(7) });
    expect(await sweptReferences()).toBe(30);
  });

  it('does all other tasks when one cannot be read, and fails in the end', async () => {
    const broken = (await world.read('NC-3')).episode.episodeId;
    const failing: EpisodeStore = {
      ...episodes,
      readState: (id) =>
        id === broken ? Promise.reject(new Error('unreadable')) : episodes.readState(id),
    };
    await expect(world.sweep(PAST_DUE, { episodes: failing })).rejects.toThrow('1 parts');
    expect(await sweptReferences()).toBe(29);
  });

  it('does all other shards when one does not answer, fails in the end, and the next run does the rest', async () => {
    const failing: EpisodeStore = {
      ...episodes,
      listToEscalate: (query) =>
        query.shard === 2 ? Promise.reject(new Error('no answer')) : episodes.listToEscalate(query),
    };
    const { sent, wakeUps } = createWakeUpRecorder();
    await expect(world.sweep(PAST_DUE, { episodes: failing, wakeUps })).rejects.toThrow('1 parts');
    expect(sent).toEqual([['m-norwich']]);
    const before = await sweptReferences();
    expect(before).toBeLessThan(30);
    expect((await world.sweep(PAST_DUE)).checked).toBe(30 - before);
    expect(await sweptReferences()).toBe(30);
  });

  it('pages on past tasks that fail, and ends', async () => {
    const failing: EpisodeStore = {
      ...episodes,
      listToEscalate: (query) => episodes.listToEscalate({ ...query, limit: 2 }),
      readState: () => Promise.reject(new Error('unreadable')),
    };
    await expect(world.sweep(PAST_DUE, { episodes: failing })).rejects.toThrow('30 parts');
  });

  it('has raised everything when a wake-up cannot be sent, and fails', async () => {
    const wakeUps: WakeUps = {
      ...world.stores.wakeUps,
      wake: () => Promise.reject(new Error('silent')),
    };
    await expect(world.sweep(PAST_DUE, { wakeUps })).rejects.toThrow(AggregateError);
    expect(await sweptReferences()).toBe(30);
    expect(await world.stores.wakeUps.listWaiting(PAST_DUE, 9)).toEqual(['m-norwich']);
  });

  it('stops when its time is over, oldest first in each shard, and leaves the rest to the next run', async () => {
    let calls = 0;
    const seen: Instant[][] = Array.from({ length: 8 }, () => []);
    const listed: EpisodeStore = {
      ...episodes,
      listToEscalate: async (query) => {
        const page = await episodes.listToEscalate(query);
        for (const id of page.items) {
          const at = (await episodes.readState(id))?.escalateAt;
          if (at != null) seen[query.shard]?.push(at);
        }
        return page;
      },
    };
    const hasTime = () => (calls += 1) <= 20;
    const { checked } = await world.sweep(PAST_DUE, { episodes: listed, hasTime });
    expect(checked).toBeGreaterThan(0);
    expect(checked).toBeLessThan(30);
    for (const instants of seen) expect(instants).toEqual([...instants].sort());
    expect((await world.sweep(PAST_DUE)).checked).toBe(30 - checked);
    expect(await sweptReferences()).toBe(30);
  });
});
