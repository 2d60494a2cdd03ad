import { beforeEach, describe, expect, it } from 'vitest';
import { buildAction } from '../../support/actions.ts';
import { at, buildFoundFact, buildReportedFact, buildUpdatedFact } from '../../support/facts.ts';
import type { StoredEpisode } from '../../../shared/episodes/episode.ts';
import type { EpisodeChange } from '../../../shared/episodes/episode-writes.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { buildStoredEpisode, buildEpisodeWrite } from '../../support/returned-episodes.ts';

const NORFOLK = 'E10000020';

const debrief = buildAction(
  { kind: 'debrief', debriefId: 'deb-1', interviewId: null, interviewee: 'child' },
  { actionId: 'act-debrief', recordedAt: at('2026-11-12T10:00Z') },
);
const retraction = buildAction(
  { kind: 'retraction' },
  { actionId: 'act-retraction', recordedAt: at('2026-11-12T11:00Z'), corrects: 'act-debrief' },
);

const factsOf = (reference: string) =>
  [buildReportedFact({}, { reference }), buildFoundFact({}, { reference })] as const;

const changeOf = (
  previous: StoredEpisode,
  next: StoredEpisode,
  action: typeof debrief,
): EpisodeChange => ({
  previous,
  next,
  actions: [{ action, texts: {}, debrief: null }],
  escalations: [],
  alerts: [],
  claim: null,
});

/** How a store lists the episodes of which evidence is made, in memory and on DynamoDB alike. */
export const describeEvidenceSources = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`the sources of evidence in a store ${name}`, () => {
    let stores: CoreStores;
    beforeEach(async () => {
      stores = await open();
    });

    const listed = async (authority = NORFOLK) =>
      (await stores.evidenceSources.listSources({ authority, after: null, limit: 100 })).items;

    const begin = async (reference: string): Promise<StoredEpisode> => {
      const [reported, found] = factsOf(reference);
      const own = (fact: typeof reported) => ({ ...fact, id: `${fact.id}-of-${reference}` });
      await stores.episodes.write(buildEpisodeWrite([own(reported)]));
      await stores.episodes.write(buildEpisodeWrite([own(reported), own(found)]));
      return buildStoredEpisode([own(reported), own(found)]);
    };

    const receive = async (reference: string): Promise<StoredEpisode> => {
      const previous = await begin(reference);
      const next = { ...buildStoredEpisode(factsOf(reference), {}, [debrief]), version: 3 };
      expect(await stores.episodes.change([changeOf(previous, next, debrief)])).toBe('written');
      return next;
    };

    it('are no episodes without a debrief', async () => {
      await begin('NC-1');
      expect(await listed()).toEqual([]);
    });

    it('are episodes with a debrief, at the version at which they last changed', async () => {
      const received = await receive('NC-1');
      const { episodeId } = received.episode;
      expect(await listed()).toEqual([{ episodeId, version: 3 }]);
      expect(await listed('E06000059')).toEqual([]);
      const update = buildUpdatedFact(
        { category: 'missing' },
        { reference: 'NC-1', id: 'updated-NC-1' },
      );
      const next = { ...received, version: 4 };
      await stores.episodes.write({
        ...buildEpisodeWrite([update]),
        fact: update,
        previous: received,
        next,
      });
      expect(await listed()).toEqual([{ episodeId, version: 4 }]);
    });

    it('stay listed when the debrief is withdrawn, so that leftover evidence is found', async () => {
      const received = await receive('NC-1');
      const next = {
        ...buildStoredEpisode(factsOf('NC-1'), {}, [debrief, retraction]),
        version: 4,
      };
      expect(next.episode.task?.debriefs).toEqual([]);
      await stores.episodes.change([changeOf(received, next, retraction)]);
      expect(await listed()).toEqual([{ episodeId: received.episode.episodeId, version: 4 }]);
    });

    it('are listed page by page, each once', async () => {
      const ids = [];
      for (const reference of ['NC-1', 'NC-2', 'NC-3', 'NC-4', 'NC-5']) {
        ids.push((await receive(reference)).episode.episodeId);
      }
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await stores.evidenceSources.listSources({
          authority: NORFOLK,
          after,
          limit: 2,
        });
        seen.push(...page.items.map(({ episodeId }) => episodeId));
        ({ after } = page);
      } while (after !== null);
      expect([...seen].sort()).toEqual([...ids].sort());
    });
  });
};
