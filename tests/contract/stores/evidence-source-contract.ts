import { beforeEach, describe, expect, it } from 'vitest';
import { actionOf } from '../../support/actions.ts';
import { storedOf, writeOf } from '../../support/episode-writes.ts';
import { at, foundFact, reportedFact, updatedFact } from '../../support/facts.ts';
import type { StoredEpisode } from '../../../shared/episodes/episode.ts';
import type { EpisodeChange } from '../../../shared/episodes/episode-writes.ts';
import type { CoreStores } from '../../support/core-stores.ts';

const NORFOLK = 'E10000020';

const debrief = actionOf(
  { kind: 'debrief', debriefId: 'deb-1', interviewId: null, interviewee: 'child' },
  { actionId: 'act-debrief', recordedAt: at('2026-11-12T10:00Z') },
);
const retraction = actionOf(
  { kind: 'retraction' },
  { actionId: 'act-retraction', recordedAt: at('2026-11-12T11:00Z'), corrects: 'act-debrief' },
);

const factsOf = (reference: string) =>
  [reportedFact({}, { reference }), foundFact({}, { reference })] as const;

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
      await stores.episodes.write(writeOf([own(reported)]));
      await stores.episodes.write(writeOf([own(reported), own(found)]));
      return storedOf([own(reported), own(found)]);
    };

    const tell = async (reference: string): Promise<StoredEpisode> => {
      const previous = await begin(reference);
      const next = { ...storedOf(factsOf(reference), {}, [debrief]), version: 3 };
      expect(await stores.episodes.change([changeOf(previous, next, debrief)])).toBe('written');
      return next;
    };

    it('are no episodes without a debrief', async () => {
      await begin('NC-1');
      expect(await listed()).toEqual([]);
    });

    it('are episodes with a debrief, at the version at which they last changed', async () => {
      const told = await tell('NC-1');
      const { episodeId } = told.episode;
      expect(await listed()).toEqual([{ episodeId, version: 3 }]);
      expect(await listed('E06000059')).toEqual([]);
      const update = updatedFact(
        { category: 'missing' },
        { reference: 'NC-1', id: 'updated-NC-1' },
      );
      const next = { ...told, version: 4 };
      await stores.episodes.write({ ...writeOf([update]), fact: update, previous: told, next });
      expect(await listed()).toEqual([{ episodeId, version: 4 }]);
    });

    it('stay listed when the debrief is withdrawn: else nobody would find evidence that stayed', async () => {
      const told = await tell('NC-1');
      const next = { ...storedOf(factsOf('NC-1'), {}, [debrief, retraction]), version: 4 };
      expect(next.episode.task?.debriefId).toBeNull();
      await stores.episodes.change([changeOf(told, next, retraction)]);
      expect(await listed()).toEqual([{ episodeId: told.episode.episodeId, version: 4 }]);
    });

    it('are listed page by page, each once', async () => {
      const ids = [];
      for (const reference of ['NC-1', 'NC-2', 'NC-3', 'NC-4', 'NC-5']) {
        ids.push((await tell(reference)).episode.episodeId);
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
