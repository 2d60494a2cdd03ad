import { Duration } from 'aws-cdk-lib/core';
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { FilterCriteria } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { acknowledge } from './acknowledge.ts';
import type { EncryptedQueue } from './encrypted-queue.ts';
import type { HomewardFunction } from './homeward-function.ts';
import { allowSends, allowStream } from './permissions.ts';

/** What a function follows the stream for. */
export interface Following {
  /** Of `FilterCriteria.filter`: it is woken by what matches any of them. */
  readonly filters: readonly ReturnType<typeof FilterCriteria.filter>[];
  /** Takes where a batch stands in the stream that was given up on. */
  readonly failures: EncryptedQueue;
  readonly batchingWindow?: Duration;
}

/**
 * Wakes a function by the core table's stream, from its beginning; a batch that fails is halved until the bad
 * record stands alone, and nothing is dropped unseen. A stream bears two followers: a third would throttle all.
 */
export const followStream = (
  scope: Construct,
  { lambda, role }: HomewardFunction,
  stateful: StatefulStack,
  { filters, failures, batchingWindow }: Following,
) => {
  allowStream(role, stateful.coreTable);
  // The id holds the name under which the other stack exports the table; synth says so if it changes.
  const table = `${stateful.stackName}:ExportsOutputFnGetAttCoreC65142A7ArnA1AA4B71`;
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::${table}/stream/*]`,
    'Lambda asks for the list of the streams of this table, of which there is a new one whenever the stream is switched on.',
  );
  allowSends(role, [failures]);
  new EventSourceMapping(scope, 'Source', {
    target: lambda,
    eventSourceArn: stateful.coreTable.streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    ...(batchingWindow && { maxBatchingWindow: batchingWindow }),
    parallelizationFactor: 1,
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(6),
    onFailure: { bind: () => ({ destination: failures.queueArn }) },
    filters: [...filters],
  });
};
