import * as z from 'zod';
import {
  addConsumed,
  type Consumed,
  NOTHING,
  type ReportedCapacity,
  readAnsweredCapacity,
} from './consumed.ts';
import {
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { CORE_TABLE } from '../../../shared/platform/names.ts';

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

const toWrite = (
  { table, indexes }: ReportedCapacity,
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
const toRead = ({ table, indexes }: ReportedCapacity, input: unknown): Consumed => {
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
        const capacity = readAnsweredCapacity(answered.output);
        const consumed = READS.has(commandName)
          ? toRead(capacity, args.input)
          : toWrite(capacity, commandName, factors);
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

/** What the emulator charges for a write in a transaction, divided by what it charges outside one. */
export interface EmulatorFactors {
  readonly table: number;
  readonly indexes: number;
}

const { repliesPending } = CORE_TABLE.indexes;

/** Two units, so that a factor differs from rounding. */
const TEXT = 'x'.repeat(1500);

const createItem = (pk: string) => ({
  [CORE_TABLE.partitionKey]: { S: pk },
  [CORE_TABLE.sortKey]: { S: 'calibration' },
  [repliesPending.partitionKey]: { S: 'calibration' },
  [repliesPending.sortKey]: { S: pk },
  text: { S: TEXT },
});

/** Writes one item in a transaction and its twin outside one, with the same index, and compares. */
export const measureFactors = async (
  client: DynamoDBClient,
  TableName: string,
): Promise<EmulatorFactors> => {
  const ReturnConsumedCapacity = 'INDEXES';
  const plain = readAnsweredCapacity(
    await client.send(
      new PutItemCommand({ TableName, Item: createItem('plain'), ReturnConsumedCapacity }),
    ),
  );
  const TransactItems = [{ Put: { TableName, Item: createItem('transaction') } }];
  const transaction = readAnsweredCapacity(
    await client.send(new TransactWriteItemsCommand({ TransactItems, ReturnConsumedCapacity })),
  );
  return {
    table: transaction.table / plain.table,
    indexes: transaction.indexes / plain.indexes,
  };
};
