import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Item,
  MOST_WRITES,
  type Table,
  type TableWrite,
} from '../../../shared/database/table.ts';
import { describeFault } from '../../../shared/platform/fault.ts';

const buildItem = (number: number): Item => ({ pk: 'partition', sk: `item-${number}` });
const buildPuts = (count: number): readonly TableWrite[] =>
  Array.from({ length: count }, (_, index) => ({ put: buildItem(index) }));

/** What a transaction of every table must do, in memory and on DynamoDB alike. */
export const describeTransactions = (name: string, open: () => Promise<Table>): void => {
  describe(`a transaction of a table ${name}`, () => {
    let table: Table;
    beforeEach(async () => {
      table = await open();
    });

    const listRefused = async (writes: readonly TableWrite[]) => {
      const error: unknown = await table.transact(writes).catch((thrown: unknown) => thrown);
      const stored = await table.readPartition('partition', 'item-', 'item-~');
      return { fault: describeFault(error).code, stored: stored.length };
    };

    it('is refused when it writes one item twice, and writes nothing', async () => {
      const twice = [...buildPuts(2), { put: { ...buildItem(0), again: true } }];
      expect(await listRefused(twice)).toEqual({ fault: 'refused-by-aws', stored: 0 });
      const changed = [...buildPuts(2), { remove: buildItem(1) }];
      expect(await listRefused(changed)).toEqual({ fault: 'refused-by-aws', stored: 0 });
    });

    it('holds as many writes as it may, and is refused with one more', async () => {
      const tooMany = await listRefused(buildPuts(MOST_WRITES + 1));
      expect(tooMany).toEqual({ fault: 'refused-by-aws', stored: 0 });
      expect(await table.transact(buildPuts(MOST_WRITES))).toEqual({ outcome: 'written' });
    });
  });
};
