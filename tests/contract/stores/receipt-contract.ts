import { beforeEach, describe, expect, it } from 'vitest';
import type { Rejection } from '../../../shared/intake/rejection-store.ts';
import { at, buildReportedFact } from '../../support/facts.ts';
import type { CoreStores } from '../../support/core-stores.ts';
import { buildEpisodeWrite } from '../../support/returned-episodes.ts';

const rejection = (number: number, about: Partial<Rejection> = {}): Rejection => ({
  rejectionId: `rej-${number}`,
  force: 'E23000024',
  notificationId: `n-${number}`,
  reference: null,
  errors: [{ code: 'missing-member', path: '/data/child', message: 'The child is required.' }],
  receivedAt: at(`2026-11-2${number}T10:00Z`),
  firstReceivedAt: at(`2026-11-2${number}T10:00Z`),
  messageId: `m-${number}`,
  body: `{"broken":${number}`,
  ...about,
});

const duplicate = {
  force: 'E23000024',
  reference: 'NC-1',
  notificationId: 'n-1',
  episodeId: 'ep-1',
  receivedAt: at('2026-11-20T10:00Z'),
  firstReceivedAt: at('2026-11-20T10:00Z'),
  messageId: 'm-duplicate',
};

const LATE = at('2026-12-31T00:00Z');

/** What rejections, receipts and pending replies must do, in memory and on DynamoDB. */
export const describeReceipts = (name: string, open: () => Promise<CoreStores>): void => {
  describe(`the receipts of a store ${name}`, () => {
    let stores: CoreStores;
    beforeEach(async () => {
      stores = await open();
    });

    it('keep a rejected message whole, once however often it is kept', async () => {
      await stores.rejections.write(rejection(1));
      await stores.rejections.write(rejection(1, { body: 'another' }));
      expect(await stores.rejections.get('rej-1')).toEqual(rejection(1));
      const { items } = await stores.rejections.list({
        forces: ['E23000024'],
        after: null,
        limit: 9,
      });
      expect(items).toHaveLength(1);
    });

    it('keep a message that is larger than an item may be, to the character', async () => {
      const body = `${'👧'.repeat(200_000)}|${'x'.repeat(200_000)}`;
      await stores.rejections.write(rejection(2, { body }));
      expect((await stores.rejections.get('rej-2'))?.body === body).toBe(true);
    });

    it('find nothing for a rejection that does not exist', async () => {
      expect(await stores.rejections.get('rej-none')).toBeNull();
    });

    it('list rejections newest first, page by page, by force and those of no readable force', async () => {
      for (const n of [1, 3, 2]) await stores.rejections.write(rejection(n));
      await stores.rejections.write(rejection(4, { force: null }));
      const read = (after: string | null) =>
        stores.rejections.list({ forces: ['E23000024', null], after, limit: 3 });
      const first = await read(null);
      const second = await read(first.after);
      const ids = [...first.items, ...second.items].map(({ rejectionId }) => rejectionId);
      expect(ids).toEqual(['rej-4', 'rej-3', 'rej-2', 'rej-1']);
      const norfolk = await stores.rejections.list({
        forces: ['E23000024'],
        after: null,
        limit: 9,
      });
      expect(norfolk.items.map(({ rejectionId }) => rejectionId)).not.toContain('rej-4');
    });

    it('have a pending reply for each acceptance, duplicate and rejection, oldest first', async () => {
      const accepted = buildReportedFact({}, { receivedAt: at('2026-11-22T10:00Z') });
      await stores.episodes.write({
        ...buildEpisodeWrite([accepted]),
        warnings: [{ code: 'unknown-member', path: '/data/x', message: 'unused' }],
      });
      await stores.duplicates.write(duplicate);
      await stores.duplicates.write(duplicate);
      await stores.rejections.write(rejection(1));
      const pending = await stores.replies.listPending(LATE, 10);
      expect(pending.map(({ reply }) => reply.kind)).toEqual(['duplicate', 'rejected', 'accepted']);
      expect(pending[2]?.reply).toMatchObject({
        warnings: [{ code: 'unknown-member', path: '/data/x' }],
      });
    });

    it('have no pending reply to an unknown force', async () => {
      await stores.rejections.write(rejection(1, { force: null }));
      expect(await stores.replies.listPending(LATE, 10)).toEqual([]);
    });

    it('have no pending reply once it was sent, and keep the record', async () => {
      await stores.rejections.write(rejection(1));
      const [pending] = await stores.replies.listPending(LATE, 10);
      if (pending === undefined) throw new Error('there is no pending reply');
      await stores.replies.markReplied(pending.key, LATE);
      await stores.replies.markReplied(pending.key, LATE);
      expect(await stores.replies.listPending(LATE, 10)).toEqual([]);
      expect(await stores.rejections.get('rej-1')).toEqual(rejection(1));
    });

    it('list only replies pending since before the given time', async () => {
      await stores.rejections.write(rejection(3));
      expect(await stores.replies.listPending(at('2026-11-23T09:59Z'), 10)).toEqual([]);
      expect(await stores.replies.listPending(at('2026-11-23T10:00Z'), 10)).toHaveLength(1);
    });

    it('have no pending reply once it is parked, and keep the record', async () => {
      await stores.rejections.write(rejection(1));
      const [pending] = await stores.replies.listPending(LATE, 10);
      if (pending === undefined) throw new Error('there is no pending reply');
      await stores.replies.park(pending.key, LATE);
      expect(await stores.replies.listPending(LATE, 10)).toEqual([]);
      expect(await stores.rejections.get('rej-1')).toEqual(rejection(1));
    });

    it('do not bring back a receipt that is gone when its reply is marked', async () => {
      await stores.replies.markReplied({ pk: 'duplicate#gone', sk: 'receipt' }, LATE);
      expect(await stores.replies.listPending(LATE, 10)).toEqual([]);
    });
  });
};
