import { beforeEach, describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/database/table.ts';
import { at } from '../../support/facts.ts';
import {
  type AuditedAccess,
  type AuditedRequest,
  type AuditTrail,
  createAuditTrail,
} from '../../../shared/access/audit.ts';

const ofChild = (child: number | null, episode: number | null = child): AuditedAccess => ({
  what: {
    kind: 'episode',
    id: `ep-${episode}`,
    taskId: `rhi-${episode}`,
    childId: child === null ? null : `child-${child}`,
  },
  why: 'responsible-authority',
});

let requests = 0;
const buildRequest = (about: Partial<AuditedRequest> = {}): AuditedRequest => ({
  at: at('2026-11-20T09:00:00Z'),
  who: 'p-1',
  role: 'practitioner',
  operation: 'readTask',
  method: 'GET',
  path: '/api/v1/tasks/rhi-1',
  query: '',
  outcome: 'read',
  refusedFor: null,
  address: '192.0.2.7',
  requestId: `request-${(requests += 1)}`,
  records: [ofChild(1)],
  ...about,
});

/** What every keeper of the audit must do, in memory and on DynamoDB alike. */
export const describeAuditTrail = (name: string, open: () => Promise<Table>): void => {
  describe(`the audit ${name}`, () => {
    let audit: AuditTrail;
    beforeEach(async () => {
      audit = createAuditTrail(await open());
    });

    const list = async (of: Parameters<AuditTrail['list']>[0]['of'], limit = 50) => {
      const items: AuditedRequest[] = [];
      let after: string | null = null;
      do {
        const page = await audit.list({ of, after, limit });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        items.push(...page.items);
        ({ after } = page);
      } while (after !== null);
      return items;
    };
    const listOfChild = (...children: readonly number[]) =>
      list({ childIds: children.map((child) => `child-${child}`) });
    const listOfPerson = (person: string, limit?: number) => list({ person }, limit);

    it('keeps who opened what, from where, when and why, for the person and for the child', async () => {
      const request = buildRequest();
      await audit.append(request);
      expect(await listOfPerson('p-1')).toEqual([request]);
      expect(await listOfChild(1)).toEqual([request]);
    });

    it('keeps each opening of one child, and each attempt to change something', async () => {
      await audit.append(buildRequest({ at: at('2026-11-20T08:00:00Z') }));
      const changed = buildRequest({ outcome: 'change-attempted' });
      await audit.append(changed);
      // Of the same request: it was allowed, and the use case refused it.
      await audit.append({ ...changed, outcome: 'refused', refusedFor: 'not-found', records: [] });
      await audit.append(buildRequest({ at: at('2026-11-21T09:00:00Z') }));
      expect(await listOfChild(1)).toHaveLength(3);
      expect((await listOfPerson('p-1')).map(({ outcome }) => outcome)).toEqual([
        'read',
        'refused',
        'change-attempted',
        'read',
      ]);
    });

    it('keeps a list as one entry of the person, and of each child one a person and day', async () => {
      const listed = (time: string, who = 'p-1') =>
        buildRequest({ at: at(time), who, outcome: 'listed', records: [ofChild(1), ofChild(2)] });
      for (const time of ['2026-11-20T09:00:00Z', '2026-11-20T10:00:00Z', '2026-11-21T09:00:00Z'])
        await audit.append(listed(time));
      await audit.append(listed('2026-11-20T09:30:00Z', 'p-2'));
      const all = await listOfPerson('p-1');
      expect(all.map(({ records }) => records.length)).toEqual([2, 2, 2]);
      expect((await listOfChild(1)).map(({ who, at: when }) => [who, when.slice(0, 13)])).toEqual([
        ['p-1', '2026-11-21T09'],
        ['p-2', '2026-11-20T09'],
        ['p-1', '2026-11-20T09'],
      ]);
      expect((await listOfChild(2))[0]?.records).toEqual([ofChild(2)]);
    });

    it('keeps every child of lists that are shown at the same moment, and are longer than a transaction', async () => {
      const records = Array.from({ length: 130 }, (_, index) => ofChild(index));
      const lists = [0, 1, 2].map(() => buildRequest({ outcome: 'listed', records }));
      await Promise.all(lists.map((request) => audit.append(request)));
      expect(await listOfPerson('p-1')).toHaveLength(3);
      for (const child of [0, 99, 129]) expect(await listOfChild(child)).toHaveLength(1);
    });

    it('gives what was seen of a child under every id of theirs, newest first, page by page', async () => {
      for (const hour of ['07', '08', '09', '10', '11']) {
        const child = Number(hour) % 2;
        const time = at(`2026-11-20T${hour}:00:00Z`);
        await audit.append(buildRequest({ at: time, records: [ofChild(child)] }));
      }
      const both = await list({ childIds: ['child-0', 'child-1'] }, 2);
      expect(both.map(({ at: when }) => when.slice(11, 13))).toEqual([
        '11',
        '10',
        '09',
        '08',
        '07',
      ]);
      expect(await listOfPerson('p-1', 2)).toHaveLength(5);
      expect(await listOfPerson('p-9')).toEqual([]);
    });

    it('never writes over an entry: it fails, and what was kept stays', async () => {
      const first = buildRequest();
      await audit.append(first);
      const other = { ...first, operation: 'readEpisode' };
      await expect(audit.append(other)).rejects.toThrow();
      expect(await listOfPerson('p-1')).toEqual([first]);
    });
  });
};
