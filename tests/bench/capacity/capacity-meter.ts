import * as z from 'zod';
import {
  addConsumed,
  type Consumed,
  NOTHING,
  type ReportedCapacity,
  readAnsweredCapacity,
} from './consumed.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { chargeTransaction } from './charge-transaction.ts';
import { createSeenItems } from './seen-items.ts';

/** Sums what a client's requests consume. One piece of work at a time. */
export interface CapacityMeter {
  measure<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly consumed: Consumed }>;
}

const TRANSACTION = 'TransactWriteItemsCommand';

const BATCH = 'BatchGetItemCommand';

const READS: ReadonlySet<string> = new Set(['GetItemCommand', BATCH, 'QueryCommand']);

const readInput = z.object({
  IndexName: z.string().optional(),
  ConsistentRead: z.boolean().optional(),
});

const toWrite = ({ table, indexes }: ReportedCapacity): Consumed => ({
  ...NOTHING,
  tableWrite: table,
  indexWrite: indexes,
  requests: 1,
});

const batch = z.object({
  RequestItems: z.record(
    z.string(),
    z.object({ Keys: z.array(z.unknown()), ConsistentRead: z.boolean().default(false) }),
  ),
});
const found = z.object({ Responses: z.record(z.string(), z.array(z.unknown())).default({}) });

/** AWS charges an item that does not exist as the smallest read; in a batch, the emulator charges nothing. */
const chargeMissing = (input: unknown, output: unknown): number => {
  const { Responses } = found.parse(output);
  return Object.entries(batch.parse(input).RequestItems).reduce(
    (units, [table, { Keys, ConsistentRead }]) =>
      units + (Keys.length - (Responses[table]?.length ?? 0)) * (ConsistentRead ? 1 : 0.5),
    0,
  );
};

/** A query that finds nothing is free in the emulator; here it counts as the smallest read there is. */
const toRead = ({ table, indexes }: ReportedCapacity, input: unknown): Consumed => {
  const { IndexName, ConsistentRead = false } = readInput.parse(input);
  const least = ConsistentRead ? 1 : 0.5;
  return IndexName === undefined
    ? { ...NOTHING, tableRead: Math.max(table, least), requests: 1 }
    : { ...NOTHING, tableRead: table, indexRead: Math.max(indexes, least), requests: 1 };
};

/**
 * Makes every command of this client ask what it consumes. What a transaction consumes is calculated
 * as AWS charges it: DynamoDB Local counts items of equal cost in one transaction once.
 */
export const createCapacityMeter = (client: DynamoDBClient): CapacityMeter => {
  let sum = NOTHING;
  const seen = createSeenItems();
  const toConsumed = (commandName: string, input: unknown, output: unknown): Consumed => {
    if (commandName === TRANSACTION) {
      const charged = chargeTransaction(seen.readChanges(input));
      seen.noteTransaction(input);
      return toWrite(charged);
    }
    const reported = readAnsweredCapacity(output);
    if (!READS.has(commandName)) {
      seen.noteUpdate(input);
      return toWrite(reported);
    }
    seen.noteRead(input, output);
    if (commandName !== BATCH) return toRead(reported, input);
    const tableRead = reported.table + chargeMissing(input, output);
    return { ...NOTHING, tableRead, requests: 1 };
  };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
        const answered = await next(args);
        sum = addConsumed(sum, toConsumed(commandName, args.input, answered.output));
        return answered;
      },
    { step: 'initialize', name: 'capacityMeter' },
  );
  return {
    measure: async (work) => {
      sum = NOTHING;
      const result = await work();
      return { result, consumed: sum };
    },
  };
};
