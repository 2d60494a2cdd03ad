import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { CORE_TABLE } from '../../shared/platform/names.ts';
import type { CoreTable } from './core-table.ts';
import type { EncryptedQueue } from './encrypted-queue.ts';
import type { NotifySecret } from './notify-secret.ts';
import type { RecordTable } from './record-table.ts';

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

/** Reading items of a table; actions without their service, e.g. `GetItem`. */
export const allowReads = (grantee: IGrantable, table: RecordTable, actions: readonly string[]) => {
  allow(grantee, actions.map(inDynamo), [table.tableArn]);
  table.recordsKey.allowThrough('dynamodb', grantee, KEY_READS);
};

/** Reading and writing items of a table. A transaction needs the action of each of its parts. */
export const allowWrites = (
  grantee: IGrantable,
  table: RecordTable,
  actions: readonly string[],
) => {
  allow(grantee, actions.map(inDynamo), [table.tableArn]);
  table.recordsKey.allowThrough('dynamodb', grantee, [...KEY_READS, ...KEY_WRITES]);
};

/** Listing by some of the core table's indexes, and only those. */
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

/** Following the core table's stream. Listing is asked of all streams a table has had, not of one. */
export const allowStream = (grantee: IGrantable, table: CoreTable) => {
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
  allow(grantee, actions.map(inDynamo), [table.streamArn]);
  allow(grantee, ['dynamodb:ListStreams'], [`${table.tableArn}/stream/*`]);
  table.recordsKey.allowThrough('dynamodb', grantee, KEY_READS);
};

/** Sending to some queues, and only those. */
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

/** Consuming a queue as Lambda's poller does. */
export const allowReceives = (grantee: IGrantable, queue: EncryptedQueue) => {
  const actions = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility'];
  allow(
    grantee,
    [...actions, 'GetQueueAttributes'].map((action) => `sqs:${action}`),
    [queue.queueArn],
  );
  queue.messagesKey.allowThrough('sqs', grantee, ['kms:Decrypt']);
};

/** Reading what we and GOV.UK Notify know each other by. */
export const allowSecret = (grantee: IGrantable, secret: NotifySecret) => {
  allow(grantee, ['secretsmanager:GetSecretValue'], [secret.secretArn]);
  secret.recordsKey.allowThrough('secretsmanager', grantee, ['kms:Decrypt']);
};

const inDynamo = (action: string): string => `dynamodb:${action}`;
