import { MINUTE_MS } from '../../../shared/kernel/instant.ts';
import type { AttributeValue as Streamed, _Record } from '@aws-sdk/client-dynamodb-streams';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { LocalClock } from '../clock.ts';
import type { StreamSourceModel } from '../template/stack-model.ts';
import { REGION, buildStreamArn, buildFunctionArn } from '../template/endpoints.ts';

const encodeBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Bytes are base64 text in an event; everything else is as the stream has it. */
const convertValue = (value: Streamed): AttributeValue => {
  if (value.B !== undefined) return { B: encodeBase64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(encodeBase64) };
  if (value.L !== undefined) return { L: value.L.map(convertValue) };
  if (value.M !== undefined) return { M: convertImage(value.M) };
  if (value.$unknown !== undefined)
    throw new Error(`The stream holds a kind of value that is not known: ${value.$unknown[0]}`);
  return value;
};

const convertImage = (image: Record<string, Streamed>): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, convertValue(value)]));

/**
 * When the change was made, wall clock: the emulator only keeps the minute. So the end of that minute, or the moment of
 * reading if that is sooner, which is never before the change itself.
 */
export const readCreationMs = (record: _Record, readAtWallMs: number): number => {
  const minute = record.dynamodb?.ApproximateCreationDateTime?.getTime();
  return minute === undefined ? readAtWallMs : Math.min(readAtWallMs, minute + MINUTE_MS - 1);
};

/** A change as Lambda hands it to a function, its time in local time (epoch seconds). */
export const buildStreamRecord = (
  record: _Record,
  tableName: string,
  clock: LocalClock,
  readAtWallMs: number,
): DynamoDBRecord => {
  const { Keys, NewImage, OldImage, SequenceNumber, SizeBytes, StreamViewType } =
    record.dynamodb ?? {};
  const madeAt = clock.atWallMs(readCreationMs(record, readAtWallMs));
  return {
    eventID: record.eventID ?? '',
    eventName: record.eventName ?? 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(madeAt / 1000),
      ...(Keys && { Keys: convertImage(Keys) }),
      ...(NewImage && { NewImage: convertImage(NewImage) }),
      ...(OldImage && { OldImage: convertImage(OldImage) }),
      SequenceNumber: SequenceNumber ?? '',
      SizeBytes: SizeBytes ?? 0,
      StreamViewType: StreamViewType ?? 'NEW_IMAGE',
    },
    eventSourceARN: buildStreamArn(tableName),
  };
};

export type GiveUpReason = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface GivenUpBatch {
  readonly because: GiveUpReason;
  readonly requestId: string;
  readonly invocations: number;
  readonly shardId: string;
  readonly sequenceNumbers: readonly string[];
  readonly firstMadeAt: string;
  readonly lastMadeAt: string;
  readonly now: string;
}

/** What Lambda puts on the failure queue: where the records are, not what they hold. */
export const formatFailureNotice = (model: StreamSourceModel, batch: GivenUpBatch): string =>
  JSON.stringify({
    requestContext: {
      requestId: batch.requestId,
      functionArn: buildFunctionArn(model.functionName),
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
      streamArn: buildStreamArn(model.tableName),
    },
  });
