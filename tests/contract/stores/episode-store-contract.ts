import { foldOnlyEpisode } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { at, buildFoundFact, buildReportedFact, buildReturnedFact } from '../../support/facts.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { createFact, type Fact } from '../../../shared/episodes/fact.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { buildStoredEpisode, buildEpisodeWrite } from '../../support/returned-episodes.ts';

const KEY = { kind: 'police-person-id', hash: 'd1' } as const;
const OTHER_KEY = { kind: 'upn', hash: 'd2' } as const;

/** What every episode store must do, in memory and on DynamoDB alike. */
export const describeEpisodeWrites = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`an episode store ${name}`, () => {
    let episodes: CoreStores['episodes'];
    beforeEach(async () => {
      ({ episodes } = await open());
    });

    it('finds nothing for an episode that was never written', async () => {
      expect(await episodes.read('ep-unknown')).toMatchObject({
        stored: null,
        facts: [],
        actions: [],
      });
    });

    it('gives back the facts and the state that were written together', async () => {
      const facts = [buildReportedFact(), buildReturnedFact()] as const;
      const { episodeId } = foldOnlyEpisode(facts, DIRECTORY);
      expect(await episodes.write(buildEpisodeWrite([facts[0]]))).toEqual({ outcome: 'written' });
      expect(await episodes.write(buildEpisodeWrite([...facts]))).toEqual({ outcome: 'written' });
      const record = await episodes.read(episodeId);
      expect(record.stored).toEqual(buildStoredEpisode(facts));
      expect(record.facts).toEqual(facts);
      expect(foldOnlyEpisode(record.facts, DIRECTORY)).toEqual(record.stored?.episode);
    });

    it('refuses a write on a version that is no longer the latest, and changes nothing', async () => {
      const facts = [buildReportedFact(), buildReturnedFact()] as const;
      await episodes.write(buildEpisodeWrite([facts[0]]));
      await episodes.write(buildEpisodeWrite([...facts]));
      const late = buildEpisodeWrite([facts[0], buildFoundFact()]);
      expect(await episodes.write(late)).toEqual({ outcome: 'conflict' });
      const { facts: kept } = await episodes.read(late.next.episode.episodeId);
      expect(kept.map(({ id }) => id)).toEqual(['reported-1', 'returned-1']);
    });

    it('refuses a first write of an episode that is there already', async () => {
      await episodes.write(buildEpisodeWrite([buildReportedFact()]));
      expect(await episodes.write(buildEpisodeWrite([buildFoundFact()]))).toEqual({
        outcome: 'conflict',
      });
    });

    it('reports what is stored under an id that was used before, in another episode too', async () => {
      const first = buildEpisodeWrite([buildReportedFact()]);
      await episodes.write(first);
      const elsewhere = buildReportedFact({}, { reference: 'NC-2026-000002', id: 'reported-1' });
      expect(await episodes.write(buildEpisodeWrite([elsewhere]))).toEqual({
        outcome: 'known',
        known: {
          episodeId: first.next.episode.episodeId,
          contentHash: 'hash-of-reported-1',
          messageId: 'message-of-reported-1',
        },
      });
    });

    it('keeps the same id of two forces apart', async () => {
      await episodes.write(buildEpisodeWrite([buildReportedFact()]));
      const dorset = buildReportedFact({}, { force: 'E23000039' });
      expect(await episodes.write(buildEpisodeWrite([dorset]))).toEqual({ outcome: 'written' });
    });

    it('lets one of two writes at once through', async () => {
      const rivals = ['a', 'b', 'c', 'd'].map((id) =>
        buildEpisodeWrite([buildReportedFact({}, { id })]),
      );
      const outcomes = await Promise.all(rivals.map((write) => episodes.write(write)));
      expect(outcomes.filter(({ outcome }) => outcome === 'written')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(3);
    });

    it('keeps the raw message whole, and free text nowhere else', async () => {
      const { receivedAt, contentHash, messageId, ...notification } = buildReportedFact({
        circumstances: 'a private matter',
      });
      const fact = createFact(notification, { receivedAt, contentHash, messageId });
      const write = { ...buildEpisodeWrite([fact]), body: '{"a private matter":"\\ud800 ↔ שלום"}' };
      await episodes.write(write);
      expect(await episodes.readBody('E23000024', fact.id)).toBe(write.body);
      const record = await episodes.read(write.next.episode.episodeId);
      expect(JSON.stringify(record)).not.toContain('private');
    });

    it('has no message of a notification that was never stored', async () => {
      expect(await episodes.readBody('E23000024', 'never')).toBeNull();
    });

    it('finds the children that episodes say are known under a key', async () => {
      const write = buildEpisodeWrite([buildReportedFact()], {
        childId: 'ch-1',
        childKeys: [KEY, OTHER_KEY],
      });
      await episodes.write(write);
      const known = [{ childId: 'ch-1', episodeId: write.next.episode.episodeId }];
      expect(await episodes.findChildren(KEY)).toEqual(known);
      expect(await episodes.findChildren(OTHER_KEY)).toEqual(known);
      expect(await episodes.findChildren({ kind: 'upn', hash: 'nobody' })).toEqual([]);
    });

    it('refuses the second of two episodes that each found nobody under a key', async () => {
      const claim = { key: KEY, version: (await episodes.readChildKey(KEY)).version };
      const [first, second] = [buildReportedFact(), buildReportedFact({}, { reference: 'NC-2' })];
      const known = { childId: 'ch-1', childKeys: [KEY] };
      const writeOf = (fact: Fact) => ({
        ...buildEpisodeWrite([fact], known),
        keyClaims: [claim, claim],
      });
      expect(await episodes.write(writeOf(first))).toEqual({ outcome: 'written' });
      expect(await episodes.write(writeOf(second))).toEqual({ outcome: 'conflict' });
      const { children, version } = await episodes.readChildKey(KEY);
      expect([children.length, version]).toEqual([1, claim.version + 1]);
    });

    it('removes a key that is no longer in the episode, and follows a change of child', async () => {
      const before = { childId: 'ch-1', childKeys: [KEY, OTHER_KEY] };
      const after = { childId: 'ch-2', childKeys: [KEY] };
      await episodes.write(buildEpisodeWrite([buildReportedFact()], before));
      await episodes.write(
        buildEpisodeWrite([buildReportedFact(), buildFoundFact()], after, before),
      );
      expect(await episodes.findChildren(OTHER_KEY)).toEqual([]);
      expect((await episodes.findChildren(KEY)).map(({ childId }) => childId)).toEqual(['ch-2']);
    });

    it('reads instants back as they were written', async () => {
      const fact = buildReturnedFact({ returnedAt: at('2026-10-25T01:30:00.123Z') });
      await episodes.write(buildEpisodeWrite([fact]));
      const { stored } = await episodes.read(foldOnlyEpisode([fact], DIRECTORY).episodeId);
      expect(stored?.episode.task?.dueAt).toBe('2026-10-28T01:30:00.123Z');
    });
  });
};
