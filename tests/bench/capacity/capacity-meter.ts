import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type AnsweredCapacity, answeredCapacity } from './answered-capacity.ts';
import { addConsumed, type Consumed, NOTHING } from './consumed.ts';
import type { EmulatorFactors } from './emulator-factors.ts';

/** Sums what a client's requests consume. One piece of work at a time. */
export interface CapacityMeter {
  measure<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly consumed: Consumed }>;
}

/**
 * AWS charges a transaction two writes for each item, and its indexes as outside a transaction
 * (measured on AWS by github.com/nubo-db/dynoxide, pull request 188).
 */
const TRANSACTION = { table: 2, indexes: 1 };

const READS: ReadonlySet<string> = new Set([
  'GetItemCommand',
  'BatchGetItemCommand',
  'QueryCommand',
]);

const readInput = z.object({
  IndexName: z.string().optional(),
  ConsistentRead: z.boolean().optional(),
});

const asWrite = (
  { table, indexes }: AnsweredCapacity,
  command: string,
  factors: EmulatorFactors,
): Consumed => {
  const inTransaction = command === 'TransactWriteItemsCommand';
  const tableScale = inTransaction ? TRANSACTION.table / factors.table : 1;
  const indexScale = inTransaction ? TRANSACTION.indexes / factors.indexes : 1;
  return {
    ...NOTHING,
    tableWrite: table * tableScale,
    indexWrite: indexes * indexScale,
    requests: 1,
  };
};

/** A query that finds nothing is free in the emulator; here it counts as the smallest read there is. */
const asRead = ({ table, indexes }: AnsweredCapacity, input: unknown): Consumed => {
  const { IndexName, ConsistentRead = false } = readInput.parse(input);
  const least = ConsistentRead ? 1 : 0.5;
  return IndexName === undefined
    ? { ...NOTHING, tableRead: Math.max(table, least), requests: 1 }
    : { ...NOTHING, tableRead: table, indexRead: Math.max(indexes, least), requests: 1 };
};

/** Makes every command of this client ask what it consumes. */
export const createCapacityMeter = (
  client: DynamoDBClient,
  factors: EmulatorFactors,
): CapacityMeter => {
  let sum = NOTHING;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
        const answered = await next(args);
        const capacity = answeredCapacity(answered.output);
        const consumed = READS.has(commandName)
          ? asRead(capacity, args.input)
          : asWrite(capacity, commandName, factors);
        sum = addConsumed(sum, consumed);
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
