import { TransactionCanceledException, type CancellationReason } from '@aws-sdk/client-dynamodb';
import {
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, TableWrite, TransactOutcome } from './table.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const writeCondition = (onlyIf: TableWrite['onlyIf']) => {
  if (onlyIf === undefined) return {};
  const returned = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  return onlyIf === 'absent'
    ? { ...returned, ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ...returned,
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': onlyIf.version },
      };
};

const toTransactItem = (TableName: string, write: TableWrite): TransactItem => {
  const condition = writeCondition(write.onlyIf);
  if ('put' in write) return { Put: { TableName, Item: write.put, ...condition } };
  const { pk, sk } = write.remove;
  return { Delete: { TableName, Key: { pk, sk }, ...condition } };
};

const findRefusal = (reasons: readonly CancellationReason[]): TransactOutcome | null => {
  const position = reasons.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
  if (position < 0) return null;
  const existing = reasons[position]?.Item;
  return {
    outcome: 'refused',
    position,
    existing: existing === undefined ? null : (unmarshall(existing) as Item),
  };
};

const isContended = (reasons: readonly CancellationReason[]): boolean =>
  reasons.some(({ Code }) => Code === 'TransactionConflict');

/**
 * A failed condition returns its position and the stored item, so that a duplicate can be
 * distinguished from a conflict without a second read. Any other reason (throttling, a fault) is
 * thrown.
 */
export const transactItems = async (
  client: DynamoDBDocumentClient,
  table: string,
  writes: readonly TableWrite[],
): Promise<TransactOutcome> => {
  const TransactItems = writes.map((write) => toTransactItem(table, write));
  try {
    await client.send(new TransactWriteCommand({ TransactItems }));
    return { outcome: 'written' };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const refused = findRefusal(reasons);
    if (refused !== null) return refused;
    if (isContended(reasons)) return { outcome: 'contended' };
    throw error;
  }
};
