import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { CORE_TABLE } from '../../shared/platform/names.ts';
import type { EncryptedQueue } from '../queues.ts';
import type { RecordTable, CoreTable } from '../tables.ts';
import type { IdKeySecret } from '../id-key-secret.ts';
import type { NotifySecret } from '../notify-secret.ts';

/* Written out rather than with CDK's grants: those give whole families of actions and every index. */

export type IndexKey = keyof typeof CORE_TABLE.indexes;

const KEY_READS = ['kms:Decrypt', 'kms:DescribeKey'];
const KEY_WRITES = [
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

const allow = (grantee: IGrantable, actions: readonly string[], resources: string[]): void => {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: [...actions], resources }),
  );
};

/** Actions without their service, e.g. `GetItem`. */
export const allowReads = (grantee: IGrantable, table: RecordTable, actions: readonly string[]) => {
  allow(grantee, actions.map(formatDynamoAction), [table.tableArn]);
  table.recordsKey.allowThrough('dynamodb', grantee, KEY_READS);
};

/** A transaction needs the action of each of its parts. */
export const allowWrites = (
  grantee: IGrantable,
  table: RecordTable,
  actions: readonly string[],
) => {
  allow(grantee, actions.map(formatDynamoAction), [table.tableArn]);
  table.recordsKey.allowThrough('dynamodb', grantee, [...KEY_READS, ...KEY_WRITES]);
};

export const allowQueries = (
  grantee: IGrantable,
  table: CoreTable,
  indexes: readonly IndexKey[],
) => {
  allow(
    grantee,
    ['dynamodb:Query'],
    indexes.map((index) => table.indexArn(index)),
  );
};

/** ListStreams is granted on all streams that a table has had: AWS has no narrower grant. */
export const allowStream = (grantee: IGrantable, table: CoreTable) => {
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
  allow(grantee, actions.map(formatDynamoAction), [table.streamArn]);
  allow(grantee, ['dynamodb:ListStreams'], [`${table.tableArn}/stream/*`]);
  table.recordsKey.allowThrough('dynamodb', grantee, KEY_READS);
};

export const allowSends = (grantee: IGrantable, queues: readonly EncryptedQueue[]) => {
  allow(
    grantee,
    ['sqs:SendMessage'],
    queues.map(({ queueArn }) => queueArn),
  );
  for (const key of new Set(queues.map(({ messagesKey }) => messagesKey))) {
    key.allowThrough('sqs', grantee, ['kms:Decrypt', 'kms:GenerateDataKey']);
  }
};

export const allowReceives = (grantee: IGrantable, queue: EncryptedQueue) => {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility'];
  allow(
    grantee,
    [...actions, 'GetQueueAttributes'].map((action) => `sqs:${action}`),
    [queue.queueArn],
  );
  queue.messagesKey.allowThrough('sqs', grantee, ['kms:Decrypt']);
};

export const allowSecret = (grantee: IGrantable, secret: NotifySecret | IdKeySecret) => {
  allow(grantee, ['secretsmanager:GetSecretValue'], [secret.secretArn]);
  secret.recordsKey.allowThrough('secretsmanager', grantee, ['kms:Decrypt']);
};

const formatDynamoAction = (action: string): string => `dynamodb:${action}`;
