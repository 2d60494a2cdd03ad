import { beforeEach, describe, expect, it } from 'vitest';
import type { MatchWrite } from '../../../shared/episodes/child-match-store.ts';
import { applyMatch, createUndecided } from '../../../shared/episodes/rules/child-matches.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { at } from '../../support/facts.ts';

const PAIR = ['ch-1', 'ch-2'] as const;
const TODAY = at('2026-11-16T12:00Z');

const buildWrite = (number: number, about: Partial<MatchWrite> = {}): MatchWrite => ({
  matchId: PAIR.join('.'),
  known: number - 1,
  decision: {
    decisionId: `dec-${number}`,
    decision: 'same',
    reason: 'We know.',
    by: 'm-1',
    at: TODAY,
    authorities: ['E10000020'],
    responsible: ['E10000020'],
    contentHash: 'hash',
  },
  children: applyMatch(PAIR.map(createUndecided), PAIR, 'same'),
  review: { reviewId: `dec-${number}`, since: TODAY, references: ['ep-1', 'ep-2'] },
  ...about,
});

/** How a store keeps what people say of two children, in memory and on DynamoDB alike. */
export const describeChildMatches = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`what people say of two children, in a store ${name}`, () => {
    let stores: CoreStores;
    beforeEach(async () => {
      stores = await open();
    });

    it('is kept in its order, with what follows for each child', async () => {
      const { episodes } = stores;
      expect(await episodes.writeDecision(buildWrite(1))).toBe('written');
      const waiting = buildWrite(2, { children: [], review: null });
      expect(await episodes.writeDecision(waiting)).toBe('written');
      const decisions = await episodes.readDecisions(PAIR.join('.'));
      expect(decisions.map(({ decisionId }) => decisionId)).toEqual(['dec-1', 'dec-2']);
      const children = await episodes.readChildren([...PAIR, 'ch-3', 'ch-1']);
      expect([...children.values()].map(({ childId, group }) => [childId, group])).toEqual([
        ['ch-1', PAIR],
        ['ch-2', PAIR],
        ['ch-3', ['ch-3']],
      ]);
    });

    it('is written once, and never over what somebody else said meanwhile', async () => {
      const { episodes } = stores;
      await episodes.writeDecision(buildWrite(1));
      expect(await episodes.writeDecision(buildWrite(1))).toBe('conflict');
      expect(await episodes.writeDecision(buildWrite(2))).toBe('conflict');
      expect(await episodes.readDecisions(PAIR.join('.'))).toHaveLength(1);
    });

    it('is looked for until its review is finished', async () => {
      const { episodes } = stores;
      await episodes.writeDecision(buildWrite(1));
      expect(await episodes.listPendingReviews(at('2026-11-16T11:59Z'))).toEqual([]);
      const [review] = await episodes.listPendingReviews(TODAY);
      expect(review).toEqual(buildWrite(1).review);
      await episodes.finishReview('dec-1');
      await episodes.finishReview('dec-1');
      expect(await episodes.listPendingReviews(TODAY)).toEqual([]);
    });

    it('is listed for the evidence, from the day on which it was said', async () => {
      await stores.episodes.writeDecision(buildWrite(1));
      const { evidenceSources } = stores;
      expect(await evidenceSources.listDecided(TODAY)).toEqual(
        PAIR.map((childId) => ({ childId })),
      );
      expect(await evidenceSources.listDecided(at('2026-11-16T12:01Z'))).toEqual([]);
    });
  });
};
