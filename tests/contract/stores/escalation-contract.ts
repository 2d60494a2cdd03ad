import { createAlert } from '../../../shared/alerts/alert.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createEscalationId,
  type RaisedLevel,
  type Escalation,
} from '../../../shared/episodes/escalation.ts';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { ESCALATION_SHARDS } from '../../../shared/platform/names.ts';
import { at, buildReturnedFact } from '../../support/facts.ts';
import type { StoredEpisode } from '../../../shared/episodes/episode.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { buildEpisodeWrite } from '../../support/returned-episodes.ts';

const START = at('2026-11-14T08:00Z');
const hour = (hours: number): Instant => addMs(START, hours * HOUR_MS);
const SHARDS = Array.from({ length: ESCALATION_SHARDS }, (_, shard) => shard);
const NORFOLK = 'E10000020';

const raisedLevel = (level: string, raisedAt: Instant): RaisedLevel => ({
  escalationId: createEscalationId('rhi-1', { dueAt: START, level, n: 1 }),
  level,
  n: 1,
  reportedAt: null,
  dueVersion: 1,
  dueAt: START,
  at: raisedAt,
  raisedAt,
  acknowledged: null,
});

const escalation = (
  { episode }: StoredEpisode,
  raised: RaisedLevel,
  about: Partial<Escalation> = {},
): Escalation => ({
  ...raised,
  escalationId: createEscalationId(episode.task?.taskId ?? '', raised),
  taskId: episode.task?.taskId ?? '',
  episodeId: episode.episodeId,
  authority: NORFOLK,
  team: 'norfolk-norwich',
  closedAt: null,
  mustAcknowledge: true,
  notified: ['m-1'],
  ...about,
});

const alert = (cause: string, recipient: string, sendAt: Instant) => ({
  ...createAlert(
    {
      cause,
      recipient,
      authority: NORFOLK,
      kind: { level: 'breach' },
      task: null,
      quietHours: null,
      wakesSender: false,
    },
    START,
  ),
  sendAt,
});

/** What every store must do for the ladder, in memory and on DynamoDB alike. */
export const describeEscalations = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`the escalations of a store ${name}`, () => {
    let stores: CoreStores;
    beforeEach(async () => {
      stores = await open();
    });

    const store = async (number: number, escalateAt: Instant | null): Promise<StoredEpisode> => {
      const about = { reference: `NC-${number}`, id: `returned-${number}` };
      const write = buildEpisodeWrite([buildReturnedFact({}, about)], { escalateAt });
      await stores.episodes.write(write);
      return write.next;
    };

    const raise = (
      previous: StoredEpisode,
      raised: RaisedLevel,
      about: Partial<Escalation> = {},
      alerts: readonly ReturnType<typeof alert>[] = [],
    ) =>
      stores.episodes.change([
        {
          previous,
          next: { ...previous, version: previous.version + 1, escalateAt: null },
          actions: [],
          escalations: [escalation(previous, raised, about)],
          alerts,
          claim: null,
        },
      ]);

    const dueIn = async (shard: number, now: Instant, limit: number): Promise<string[]> => {
      const ids: string[] = [];
      let after: string | null = null;
      do {
        const page: { items: readonly string[]; after: string | null } =
          await stores.episodes.listToEscalate({ shard, now, after, limit });
        ids.push(...page.items);
        ({ after } = page);
      } while (after !== null);
      return ids;
    };

    const listed = async (acknowledged: boolean | null) => {
      const query = { authorities: [NORFOLK], acknowledged, after: null, limit: 50 };
      return (await stores.episodes.listEscalations(query)).items.map(({ level }) => level);
    };

    it('find each due task in one shard, the oldest first, over pages of any size', async () => {
      const written: StoredEpisode[] = [];
      for (let number = 24; number > 0; number--) written.push(await store(number, hour(number)));
      for (const limit of [1, 3, 50]) {
        const shards = await Promise.all(SHARDS.map((shard) => dueIn(shard, hour(24), limit)));
        expect(shards.flat().sort()).toEqual(
          written.map(({ episode }) => episode.episodeId).sort(),
        );
        for (const ids of shards) {
          const states = await Promise.all(ids.map((id) => stores.episodes.readState(id)));
          const instants = states.map((state) => state?.escalateAt ?? '');
          expect(instants).toEqual([...instants].sort());
        }
      }
    });

    it('find a task from the millisecond on at which its level is due, and none that has no level to come', async () => {
      const { episode } = await store(1, hour(1));
      await store(2, null);
      const dueBy = async (now: Instant) =>
        (await Promise.all(SHARDS.map((shard) => dueIn(shard, now, 9)))).flat();
      expect(await dueBy(addMs(hour(1), -1))).toEqual([]);
      expect(await dueBy(hour(1))).toEqual([episode.episodeId]);
    });

    it('are raised once: the version stops the second of two sweeps, and so does the item', async () => {
      const stored = await store(1, START);
      const level = raisedLevel('breach', hour(1));
      expect(await raise(stored, level)).toBe('written');
      expect(await raise(stored, level)).toBe('conflict');
      const now = await stores.episodes.readState(stored.episode.episodeId);
      expect(now && (await raise(now, level))).toBe('conflict');
      expect(await listed(null)).toEqual(['breach']);
    });

    it('write the alerts with the level or not at all', async () => {
      const stored = await store(1, START);
      const level = raisedLevel('breach', hour(1));
      await raise(stored, level, {}, [alert('first', 'm-1', hour(1))]);
      await raise(stored, level, {}, [alert('second', 'm-2', hour(1))]);
      expect(await stores.wakeUps.listWaiting(hour(1), 9)).toEqual(['m-1']);
    });

    it('are listed newest first, by whether they are acknowledged or need to be', async () => {
      const acknowledged = { by: 'm-1', at: hour(2), planDate: '2026-11-16', renewals: [] };
      await raise(await store(1, START), raisedLevel('breach', hour(1)));
      await raise(await store(2, START), raisedLevel('due-soon', hour(2)), {
        mustAcknowledge: false,
      });
      await raise(await store(3, START), {
        ...raisedLevel('breach-unacknowledged', hour(3)),
        acknowledged,
      });
      expect(await listed(null)).toEqual(['breach-unacknowledged', 'due-soon', 'breach']);
      expect(await listed(true)).toEqual(['breach-unacknowledged']);
      expect(await listed(false)).toEqual(['breach']);
    });

    it('list who has a pending message, each once and longest first, once it is due', async () => {
      await raise(await store(1, START), raisedLevel('breach', START), {}, [
        alert('1', 'm-2', hour(2)),
        alert('2', 'm-1', hour(1)),
        alert('3', 'm-1', hour(3)),
        alert('4', 'm-3', hour(4)),
      ]);
      const { wakeUps } = stores;
      expect(await wakeUps.listWaiting(addMs(hour(1), -1), 9)).toEqual([]);
      expect(await wakeUps.listWaiting(hour(3), 9)).toEqual(['m-1', 'm-2']);
      expect(await wakeUps.listWaiting(hour(4), 2)).toEqual(['m-1', 'm-2']);
    });

    it('send a wake-up for a recipient any number of times, from several runs at once', async () => {
      const wakeUps = [1, 2, 3].map((number) =>
        stores.wakeUps.wake(['m-1', 'm-2', 'm-1'], hour(number)),
      );
      await expect(Promise.all(wakeUps)).resolves.toHaveLength(3);
      await expect(stores.wakeUps.wake([], hour(4))).resolves.toBeUndefined();
    });
  });
};
