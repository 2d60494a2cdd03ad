import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { Item, Table } from '../../../shared/database/table.ts';

export interface StreamUnderTest {
  readonly table: Table;
  /** All records since the table was made, when so many are there and no more come. */
  readonly readAll: (expected: number) => Promise<readonly DynamoDBRecord[]>;
}

const note = (sk: string, text: string, more: Readonly<Record<string, unknown>> = {}): Item => ({
  pk: 'episode-1',
  sk,
  entity: 'note',
  text,
  ...more,
});

const namesOf = (records: readonly DynamoDBRecord[]) => records.map(({ eventName }) => eventName);

const imagesOf = (records: readonly DynamoDBRecord[]) =>
  records.map(({ dynamodb }) => dynamodb?.NewImage?.['text']?.S ?? null);

const keysOf = (records: readonly DynamoDBRecord[]) =>
  records.map(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S);

/** What every change stream must do, in memory and on DynamoDB Local alike. */
export const describeStream = (name: string, open: () => Promise<StreamUnderTest>): void => {
  describe(`a change stream ${name}`, () => {
    it('has the changes of an item in order: its first write, each later one, and its end', async () => {
      const { table, readAll } = await open();
      await table.transact([{ put: note('a', 'first') }]);
      await table.transact([{ put: note('a', 'second') }]);
      await table.transact([{ remove: { pk: 'episode-1', sk: 'a' } }]);
      await table.transact([{ put: note('a', 'third') }]);
      const records = await readAll(4);
      expect(namesOf(records)).toEqual(['INSERT', 'MODIFY', 'REMOVE', 'INSERT']);
      expect(imagesOf(records)).toEqual(['first', 'second', null, 'third']);
    });

    it('has the whole item as it is after the write, and its key', async () => {
      const { table, readAll } = await open();
      await table.transact([{ put: note('a', 'text', { list: [1, { deep: true }], none: null }) }]);
      const [record] = await readAll(1);
      expect(record?.dynamodb?.Keys).toEqual({ pk: { S: 'episode-1' }, sk: { S: 'a' } });
      expect(record?.dynamodb?.NewImage).toEqual({
        pk: { S: 'episode-1' },
        sk: { S: 'a' },
        entity: { S: 'note' },
        text: { S: 'text' },
        list: { L: [{ N: '1' }, { M: { deep: { BOOL: true } } }] },
        none: { NULL: true },
      });
      expect(record?.dynamodb).not.toHaveProperty('OldImage');
    });

    it('has one record for each item of a transaction', async () => {
      const { table, readAll } = await open();
      await table.transact(['a', 'b', 'c'].map((sk) => ({ put: note(sk, `text of ${sk}`) })));
      const records = await readAll(3);
      expect(namesOf(records)).toEqual(['INSERT', 'INSERT', 'INSERT']);
      expect(keysOf(records).toSorted()).toEqual(['a', 'b', 'c']);
    });

    it('has nothing of a transaction that is refused', async () => {
      const { table, readAll } = await open();
      await table.transact([{ put: note('a', 'there') }]);
      const { outcome } = await table.transact([
        { put: note('b', 'not written') },
        { put: note('a', 'not written'), onlyIf: 'absent' },
      ]);
      expect(outcome).toBe('refused');
      expect(imagesOf(await readAll(1))).toEqual(['there']);
    });

    it('has nothing of a write that changes nothing', async () => {
      const { table, readAll } = await open();
      await table.transact([{ put: note('a', 'same') }]);
      await table.transact([{ put: note('a', 'same') }]);
      await table.amend({ pk: 'episode-1', sk: 'a' }, { text: 'same' }, ['absent']);
      await table.transact([{ put: note('a', 'other') }]);
      expect(imagesOf(await readAll(2))).toEqual(['same', 'other']);
    });

    it('has nothing of the end of an item that was never there', async () => {
      const { table, readAll } = await open();
      await table.transact([{ remove: { pk: 'episode-1', sk: 'never' } }]);
      await table.amend({ pk: 'episode-1', sk: 'never' }, { text: 'none' }, ['absent']);
      await table.transact([{ put: note('a', 'there') }]);
      expect(imagesOf(await readAll(1))).toEqual(['there']);
    });

    it('has an amendment as a change of the item', async () => {
      const { table, readAll } = await open();
      await table.transact([{ put: note('a', 'before', { mark: 'set' }) }]);
      await table.amend({ pk: 'episode-1', sk: 'a' }, { text: 'after' }, ['mark']);
      const records = await readAll(2);
      expect(namesOf(records)).toEqual(['INSERT', 'MODIFY']);
      expect(records[1]?.dynamodb?.NewImage).toEqual({
        pk: { S: 'episode-1' },
        sk: { S: 'a' },
        entity: { S: 'note' },
        text: { S: 'after' },
      });
    });

    it('says in whole seconds when a change was made, and gives each record an id and a number of its own', async () => {
      const { table, readAll } = await open();
      for (const sk of ['a', 'b', 'c']) await table.transact([{ put: note(sk, sk) }]);
      const records = await readAll(3);
      for (const { dynamodb } of records)
        expect(Number.isInteger(dynamodb?.ApproximateCreationDateTime)).toBe(true);
      for (const read of [
        ({ eventID }: DynamoDBRecord) => eventID,
        ({ dynamodb }: DynamoDBRecord) => dynamodb?.SequenceNumber,
      ])
        expect(new Set(records.map(read)).size).toBe(3);
    });
  });
};
