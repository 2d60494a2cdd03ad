import { describe, expect, test } from 'vitest';
import { chargeTransaction } from '../../bench/capacity/charge-transaction.ts';
import { measureItem } from '../../bench/capacity/item-size.ts';
import type { Item } from '../../../shared/database/table.ts';
import { CORE_TABLE } from '../../../shared/platform/names.ts';

const { repliesPending } = CORE_TABLE.indexes;

const createItem = (pk: string, letters: number, pending?: string): Item => ({
  pk,
  sk: 'state',
  text: 'x'.repeat(letters),
  ...(pending === undefined
    ? {}
    : { [repliesPending.partitionKey]: 'pending', [repliesPending.sortKey]: pending }),
});

const create = (after: Item) => ({ before: null, after });

describe('What AWS charges for a transaction', () => {
  test('Each item is charged two units for each kilobyte begun, also where items are alike', () => {
    const small = ['a', 'b', 'c'].map((pk) => create(createItem(pk, 10)));
    expect(chargeTransaction(small)).toEqual({ table: 6, indexes: 0 });
    expect(chargeTransaction([...small, create(createItem('d', 1500))])).toEqual({
      table: 10,
      indexes: 0,
    });
  });

  test('An item that shrinks or is removed is charged by what it was', () => {
    const before = createItem('a', 3000);
    expect(chargeTransaction([{ before, after: createItem('a', 10) }]).table).toBe(6);
    expect(chargeTransaction([{ before, after: null }]).table).toBe(6);
  });

  test('An index entry is charged once when it comes or goes, twice when it moves, and not when it stays', () => {
    const at = (pending?: string) => createItem('a', 10, pending);
    expect(chargeTransaction([create(at('1'))]).indexes).toBe(1);
    expect(chargeTransaction([{ before: at('1'), after: at() }]).indexes).toBe(1);
    expect(chargeTransaction([{ before: at('1'), after: at('2') }]).indexes).toBe(2);
    expect(chargeTransaction([{ before: at('1'), after: at('1') }]).indexes).toBe(0);
  });

  test('An item is as large as its names and values, in bytes', () => {
    expect(measureItem({ pk: 'é', sk: 'b' })).toBe(2 + 2 + 2 + 1);
    expect(measureItem({ pk: 'a', sk: 'b', n: 1234, yes: true, nothing: null })).toBe(
      6 + (1 + 3) + (3 + 1) + (7 + 1),
    );
    expect(measureItem({ pk: 'a', sk: 'b', list: ['x'], map: { k: 'v' } })).toBe(
      6 + (4 + 3 + 2) + (3 + 3 + 1 + 1 + 1),
    );
  });
});
