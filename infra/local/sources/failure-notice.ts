import type { StreamSourceModel } from '../template/stack-model.ts';
import { functionArn, streamArn } from '../template/places.ts';

/** Why a batch of a stream was given up, in Lambda's words. */
export type GivenUpBecause = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface GivenUpBatch {
  readonly because: GivenUpBecause;
  readonly requestId: string;
  readonly invocations: number;
  readonly shardId: string;
  readonly sequenceNumbers: readonly string[];
  /** ISO instants, local time: first and last record, and now. */
  readonly firstMadeAt: string;
  readonly lastMadeAt: string;
  readonly now: string;
}

/** What Lambda puts on the failure queue: where the records are, not what they hold. */
export const failureNotice = (model: StreamSourceModel, batch: GivenUpBatch): string =>
  JSON.stringify({
    requestContext: {
      requestId: batch.requestId,
      functionArn: functionArn(model.functionName),
      condition: batch.because,
      approximateInvokeCount: batch.invocations,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: 'Unhandled',
    },
    version: '1.0',
    timestamp: batch.now,
    DDBStreamBatchInfo: {
      shardId: batch.shardId,
      startSequenceNumber: batch.sequenceNumbers[0],
      endSequenceNumber: batch.sequenceNumbers.at(-1),
      approximateArrivalOfFirstRecord: batch.firstMadeAt,
      approximateArrivalOfLastRecord: batch.lastMadeAt,
      batchSize: batch.sequenceNumbers.length,
      streamArn: streamArn(model.tableName),
    },
  });
