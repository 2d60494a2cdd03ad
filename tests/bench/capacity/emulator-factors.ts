import {
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { CORE_TABLE } from '../../../shared/platform/names.ts';
import { answeredCapacity } from './answered-capacity.ts';

/** How many times what a write costs outside a transaction the emulator says that it costs in one. */
export interface EmulatorFactors {
  readonly table: number;
  readonly indexes: number;
}

const { repliesPending } = CORE_TABLE.indexes;
/** Two units: so that a factor is told apart from rounding. */
const TEXT = 'x'.repeat(1500);

const itemOf = (pk: string) => ({
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
  const plain = answeredCapacity(
    await client.send(
      new PutItemCommand({ TableName, Item: itemOf('plain'), ReturnConsumedCapacity }),
    ),
  );
  const TransactItems = [{ Put: { TableName, Item: itemOf('transaction') } }];
  const transaction = answeredCapacity(
    await client.send(new TransactWriteItemsCommand({ TransactItems, ReturnConsumedCapacity })),
  );
  return {
    table: transaction.table / plain.table,
    indexes: transaction.indexes / plain.indexes,
  };
};
