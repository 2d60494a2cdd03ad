import * as z from 'zod';
import type { Item } from '../../../shared/database/table.ts';
import type { ItemChange } from './charge-transaction.ts';

const item = z.looseObject({ pk: z.string(), sk: z.string() });
const key = z.object({ pk: z.string(), sk: z.string() });

/** Items of a table with other keys are only read here, never written. */
const anyItem = z.union([item, z.looseObject({}).transform(() => null)]);

const answer = z.object({
  Item: anyItem.optional(),
  Items: z.array(anyItem).default([]),
  Responses: z.record(z.string(), z.array(anyItem)).default({}),
});

const write = z.object({
  TableName: z.string(),
  Item: item.optional(),
  Key: key.optional(),
  ConditionExpression: z.string().optional(),
});

const transaction = z.object({
  TransactItems: z.array(
    z.union([
      z.object({ Put: write }).transform(({ Put }) => Put),
      z.object({ Delete: write }).transform(({ Delete }) => Delete),
    ]),
  ),
});

const read = z.object({ TableName: z.string().optional(), IndexName: z.string().optional() });

const nameItem = (table: string, { pk, sk }: z.output<typeof key>): string =>
  JSON.stringify([table, pk, sk]);

/** The items that a client has read and written, so that it is known what a write replaced. */
export interface SeenItems {
  /** Remembers what a read returned. An index holds only keys, so what it returns is not an item. */
  noteRead(input: unknown, output: unknown): void;
  /** What this transaction changes. Throws when it replaces an item that was never read. */
  readChanges(input: unknown): readonly ItemChange[];
  /** Remembers what it wrote. */
  noteTransaction(input: unknown): void;
  /** Forgets the item that an update changes in part: what is in it now is not known. */
  noteUpdate(input: unknown): void;
}

export const createSeenItems = (): SeenItems => {
  const seen = new Map<string, Item>();
  const note = (table: string, items: readonly (Item | null)[]) => {
    for (const one of items) if (one !== null) seen.set(nameItem(table, one), one);
  };
  const nameWrite = ({ TableName, Item, Key }: z.output<typeof write>): string => {
    const written = Item ?? Key;
    if (written === undefined) throw new Error('A write names no item.');
    return nameItem(TableName, written);
  };
  return {
    noteRead: (input, output) => {
      const { TableName = '', IndexName } = read.parse(input);
      const { Item, Items, Responses } = answer.parse(output);
      if (IndexName === undefined) note(TableName, Item === undefined ? Items : [Item]);
      for (const [table, items] of Object.entries(Responses)) note(table, items);
    },
    readChanges: (input) =>
      transaction.parse(input).TransactItems.map((one) => {
        const before = seen.get(nameWrite(one)) ?? null;
        if (before === null && one.ConditionExpression?.includes(':version') === true)
          throw new Error('A transaction replaces an item that nobody read.');
        return { before, after: one.Item ?? null };
      }),
    noteTransaction: (input) => {
      for (const one of transaction.parse(input).TransactItems) {
        if (one.Item === undefined) seen.delete(nameWrite(one));
        else seen.set(nameWrite(one), one.Item);
      }
    },
    noteUpdate: (input) => {
      seen.delete(nameWrite(write.parse(input)));
    },
  };
};
