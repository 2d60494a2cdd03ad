import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import type { Page } from '../../../shared/kernel/page.ts';
import {
  at,
  buildCancelledFact,
  buildFoundFact,
  buildReportedFact,
  buildReturnedFact,
} from '../../support/facts.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import type { EpisodeListQuery } from '../../../shared/episodes/episode-lists.ts';
import type { TaskListQuery } from '../../../shared/episodes/task-lists.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { type StoredEpisode } from '../../../shared/episodes/episode.ts';
import { buildEpisodeWrite, writeAllocation } from '../../support/returned-episodes.ts';

const START = at('2026-11-01T00:00Z');
const hour = (hours: number): Instant => addMs(START, hours * HOUR_MS);
const about = (number: number, kind: string) => ({
  id: `${kind}-${number}`,
  reference: `NC-${number}`,
  time: hour(number),
});

const allPages = async <Query extends { after: string | null }>(
  read: (query: Query) => Promise<Page<StoredEpisode>>,
  query: Query,
): Promise<readonly StoredEpisode[]> => {
  const items: StoredEpisode[] = [];
  let next: string | null = null;
  do {
    const page: Page<StoredEpisode> = await read({ ...query, after: next });
    items.push(...page.items);
    next = page.after;
  } while (next !== null);
  return items;
};

const references = (items: readonly StoredEpisode[]) => items.map((item) => item.episode.reference);

/** What the lists of every store must do, in memory and on DynamoDB alike. */
export const describeLists = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`the lists of a store ${name}`, () => {
    let episodes: CoreStores['episodes'];
    const take = async (...facts: [Fact, ...Fact[]]): Promise<void> => {
      for (const [index] of facts.entries()) {
        const [first, ...rest] = facts.slice(0, index + 1);
        if (first !== undefined) await episodes.write(buildEpisodeWrite([first, ...rest]));
      }
    };
    const give = (reference: string, practitioner: string) =>
      writeAllocation(episodes, makeEpisodeId('E23000024', reference), practitioner);
    const episodesOf = (query: EpisodeListQuery) => episodes.listEpisodes(query);
    const tasksOf = (query: TaskListQuery) => episodes.listTasks(query);
    const query: EpisodeListQuery = {
      authorities: ['E10000020'],
      statuses: ['missing', 'found', 'returned', 'cancelled', 'incomplete'],
      force: null,
      flag: null,
      after: null,
      limit: 2,
    };
    beforeEach(async () => {
      ({ episodes } = await open());
    });

    it('give episodes newest first, page by page, none twice and none left out', async () => {
      for (const n of [3, 1, 5, 2, 4]) {
        await take(buildReportedFact({ reportedAt: hour(n) }, about(n, 'reported')));
      }
      const items = await allPages(episodesOf, query);
      expect(references(items)).toEqual(['NC-5', 'NC-4', 'NC-3', 'NC-2', 'NC-1']);
    });

    it('follow an episode from one status to the next', async () => {
      await take(
        buildReportedFact({ reportedAt: hour(1) }, about(1, 'reported')),
        buildFoundFact({}, about(1, 'found')),
      );
      const listed = (statuses: EpisodeListQuery['statuses']) =>
        episodes.listEpisodes({ ...query, statuses });
      expect((await listed(['missing'])).items).toEqual([]);
      expect(references((await listed(['found'])).items)).toEqual(['NC-1']);
    });

    it('show an out-of-area episode to both authorities, and once to a caller who sees both', async () => {
      const missingFrom = { kind: 'care', place: { postcode: 'DT1 1AA' } } as const;
      await take(buildReportedFact({ reportedAt: hour(1), missingFrom }, about(1, 'reported')));
      const seenBy = async (authorities: readonly string[]) =>
        references((await episodes.listEpisodes({ ...query, authorities })).items);
      expect(await seenBy(['E10000020'])).toEqual(['NC-1']);
      expect(await seenBy(['E06000059'])).toEqual(['NC-1']);
      expect(await seenBy(['E06000059', 'E10000020'])).toEqual(['NC-1']);
      expect(await seenBy(['E06000058'])).toEqual([]);
    });

    it('no longer show it to a host authority that an update removed', async () => {
      const missingFrom = { kind: 'care', place: { postcode: 'DT1 1AA' } } as const;
      const again = { ...about(1, 'again'), time: hour(2) };
      await take(
        buildReportedFact({ reportedAt: hour(1), missingFrom }, about(1, 'reported')),
        buildReportedFact({ reportedAt: hour(1) }, again),
      );
      const { items } = await episodes.listEpisodes({ ...query, authorities: ['E06000059'] });
      expect(items).toEqual([]);
    });

    it('give only the episodes of the force in the query', async () => {
      await take(buildReportedFact({ reportedAt: hour(1) }, about(1, 'reported')));
      const dorset = { ...about(2, 'reported'), force: 'E23000039' };
      await take(buildReportedFact({ reportedAt: hour(2) }, dorset));
      const items = await allPages(episodesOf, { ...query, force: 'E23000024' });
      expect(references(items)).toEqual(['NC-1']);
    });

    it('give the episodes of a child newest first, and not those linked to another since', async () => {
      for (const n of [1, 2, 3]) {
        const fact = buildReportedFact({ reportedAt: hour(n) }, about(n, 'reported'));
        await episodes.write(buildEpisodeWrite([fact], { childId: 'ch-1' }));
      }
      const moved = buildReportedFact({ reportedAt: hour(2) }, about(2, 'reported'));
      const update = buildReportedFact(
        { reportedAt: hour(2) },
        { ...about(2, 'u'), time: hour(9) },
      );
      await episodes.write(
        buildEpisodeWrite([moved, update], { childId: 'ch-2' }, { childId: 'ch-1' }),
      );
      expect(references(await episodes.listEpisodesOfChild('ch-1'))).toEqual(['NC-3', 'NC-1']);
      expect(references(await episodes.listEpisodesOfChild('ch-2'))).toEqual(['NC-2']);
    });

    const tasks: TaskListQuery = {
      of: {
        teams: [
          { authority: 'E10000020', team: 'norfolk-norwich' },
          { authority: 'E10000020', team: null },
        ],
      },
      state: 'open',
      now: hour(100),
      after: null,
      limit: 2,
    };

    it('give tasks overdue first, then without a clock, then by due time, exactly due as on time', async () => {
      for (const n of [27, 90, 28, 20]) {
        await take(
          buildReportedFact({ reportedAt: hour(1) }, about(n, 'reported')),
          buildReturnedFact(
            { returnedAt: hour(n) },
            { ...about(n, 'returned'), time: hour(n + 1) },
          ),
        );
      }
      await take(buildFoundFact({ foundAt: hour(50) }, about(50, 'found')));
      const items = await allPages(tasksOf, tasks);
      expect(references(items)).toEqual(['NC-20', 'NC-27', 'NC-50', 'NC-28', 'NC-90']);
    });

    it('give only the late ones, those without a clock, or those due by midnight in London', async () => {
      // Read at 4am: due at 3am, at 4am, at 11pm, and at 2am on the next day.
      for (const n of [27, 28, 47, 50]) {
        await take(
          buildReportedFact({ reportedAt: hour(1) }, about(n, 'reported')),
          buildReturnedFact(
            { returnedAt: hour(n) },
            { ...about(n, 'returned'), time: hour(n + 1) },
          ),
        );
      }
      await take(buildFoundFact({ foundAt: hour(50) }, about(70, 'found')));
      const listPart = async (due: TaskListQuery['due']) =>
        references(await allPages(tasksOf, { ...tasks, due }));
      expect(await listPart('late')).toEqual(['NC-27']);
      expect(await listPart('no-clock')).toEqual(['NC-70']);
      expect(await listPart('today')).toEqual(['NC-28', 'NC-47']);
    });

    it('give the tasks with a reference, of whichever state and authority, and no others', async () => {
      await take(buildFoundFact({}, about(1, 'found')));
      await take(buildFoundFact({}, about(2, 'found')));
      const [first] = await allPages(tasksOf, tasks);
      const reference = formatTaskReference(first?.episode.task?.taskId ?? '');
      const found = await episodes.listTasksOfReference(reference);
      expect(references(found)).toEqual(references(first === undefined ? [] : [first]));
      expect(await episodes.listTasksOfReference('RHI-0000-0000')).toEqual([]);
    });

    it('move a task when its return is corrected, and remove it when it is withdrawn', async () => {
      const returned = buildReturnedFact({ returnedAt: hour(5) }, about(1, 'returned'));
      const corrected = buildReturnedFact(
        { returnedAt: hour(9) },
        { ...about(1, 'corrected'), time: hour(10) },
      );
      const cancelled = buildCancelledFact({}, { ...about(1, 'cancelled'), time: hour(11) });
      const reported = buildReportedFact(
        { reportedAt: hour(1) },
        { ...about(1, 'r'), time: hour(0) },
      );
      await take(reported, returned, corrected);
      const [task, ...others] = await allPages(tasksOf, tasks);
      expect(task?.episode.task?.dueAt).toBe(hour(81));
      expect(others).toEqual([]);
      await episodes.write(buildEpisodeWrite([reported, returned, corrected, cancelled]));
      expect(await allPages(tasksOf, tasks)).toEqual([]);
      const withdrawn = await allPages(tasksOf, { ...tasks, state: 'withdrawn' });
      expect(references(withdrawn)).toEqual(['NC-1']);
    });

    it('give a practitioner their own tasks, and only those', async () => {
      await take(buildFoundFact({}, about(1, 'found')));
      await take(buildFoundFact({}, about(2, 'found')));
      await give('NC-1', 'p-1');
      await give('NC-2', 'p-2');
      const items = await allPages(tasksOf, { ...tasks, of: { practitioner: 'p-1' } });
      expect(references(items)).toEqual(['NC-1']);
    });
  });
};
