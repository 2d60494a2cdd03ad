import { describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/database/table.ts';
import { at } from '../../support/facts.ts';
import { createAuditTrail, type AuditEntry } from '../../../shared/access/audit.ts';

const entryOf = (episode: number, about: Partial<AuditEntry> = {}): AuditEntry => ({
  at: at('2026-11-20T09:00:00Z'),
  who: 'p-1',
  role: 'practitioner',
  operation: 'listTasks',
  method: 'GET',
  what: {
    kind: 'episode',
    id: `ep-${episode}`,
    taskId: `rhi-${episode}`,
    childId: `child-${episode}`,
  },
  why: 'responsible-authority',
  outcome: 'read',
  requestId: 'request-1',
  ...about,
});

/** What every keeper of the audit must do, in memory and on DynamoDB alike. */
export const describeAuditTrail = (name: string, open: () => Promise<Table>): void => {
  const keptOf = (table: Table, episode: number) =>
    table.readPartition(`episode#ep-${episode}`, ' ', '~');

  describe(`the audit ${name}`, () => {
    it('keeps who read what, when and why, with the record it is about', async () => {
      const table = await open();
      await createAuditTrail(table).append([entryOf(1)]);
      const { what: _, ...said } = entryOf(1);
      expect(await keptOf(table, 1)).toEqual([
        {
          pk: 'episode#ep-1',
          sk: '2026-11-20T09:00:00.000Z#request-1#0000',
          taskId: 'rhi-1',
          childId: 'child-1',
          ...said,
        },
      ]);
    });

    it('keeps every entry of a list that is longer than a transaction', async () => {
      const table = await open();
      const entries = Array.from({ length: 101 }, (_, episode) => entryOf(episode));
      await createAuditTrail(table).append(entries);
      const kept = await Promise.all(entries.map((_, episode) => keptOf(table, episode)));
      expect(kept.map((items) => items.length)).toEqual(entries.map(() => 1));
    });

    it('keeps each of two readings of one record, also in one request', async () => {
      const table = await open();
      const audit = createAuditTrail(table);
      await audit.append([entryOf(1), entryOf(1, { outcome: 'change-attempted' })]);
      await audit.append([entryOf(1, { requestId: 'request-2' })]);
      expect(await keptOf(table, 1)).toHaveLength(3);
    });

    it('never writes over an entry: it fails, and what was kept stays', async () => {
      const table = await open();
      const audit = createAuditTrail(table);
      await audit.append([entryOf(1)]);
      await expect(audit.append([entryOf(1, { who: 'p-2' })])).rejects.toThrow();
      expect(await keptOf(table, 1)).toMatchObject([{ who: 'p-1' }]);
    });
  });
};
