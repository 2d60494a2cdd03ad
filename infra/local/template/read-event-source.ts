import * as z from 'zod';
import { readPattern } from '../sources/event-pattern.ts';
import { irrelevant, parseProperties, createRefusal } from './parse-properties.ts';
import type { Resource } from './resolve-assembly.ts';
import type { QueueSourceModel, StreamSourceModel } from './stack-model.ts';
import { readFunctionName, readNameInArn, readTableName } from './endpoints.ts';

const nothing = irrelevant().optional();

const COMMON = {
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: z.number().optional(),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  Enabled: z.literal(true).optional(),
  KmsKeyArn: nothing,
  MetricsConfig: nothing,
  Tags: nothing,
};

/** No `FilterCriteria`: on SQS a message that does not match is deleted, and no notification may be. */
const QUEUE_SOURCE = z.strictObject({
  ...COMMON,
  MaximumBatchingWindowInSeconds: z.number().default(0),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.number().optional() }).optional(),
});

const STREAM_SOURCE = z.strictObject({
  ...COMMON,
  StartingPosition: z.enum(['LATEST', 'TRIM_HORIZON']),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
    .optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) })
    .optional(),
  /** The emulator keeps a table's changes in one shard: always one batch at a time, which keeps each item's order too. */
  ParallelizationFactor: nothing,
  /** Waiting for a fuller batch only saves money, so the local stack does not wait. */
  MaximumBatchingWindowInSeconds: nothing,
});

const parseFunctionName = (text: string): string => readFunctionName(text) ?? text;

export const isQueueSource = (resource: Resource): boolean =>
  String(resource.properties['EventSourceArn']).split(':')[2] === 'sqs';

export const readQueueSource = (resource: Resource): QueueSourceModel => {
  const source = parseProperties(resource, QUEUE_SOURCE);
  return {
    id: resource.name,
    queueName: readNameInArn(source.EventSourceArn),
    functionName: parseFunctionName(source.FunctionName),
    batchSize: source.BatchSize ?? 10,
    windowSeconds: source.MaximumBatchingWindowInSeconds,
    reportsItemFailures: source.FunctionResponseTypes.length > 0,
    concurrency: source.ScalingConfig?.MaximumConcurrency ?? null,
  };
};

const readFailureQueue = (resource: Resource, destination: string | undefined): string | null => {
  if (destination === undefined) return null;
  if (destination.split(':')[2] === 'sqs') return readNameInArn(destination);
  throw createRefusal(
    resource,
    'its failure destination is not a queue, and nothing else is supported',
  );
};

const findTable = (resource: Resource, arn: string): string => {
  const tableName = readTableName(arn);
  if (tableName !== undefined) return tableName;
  throw createRefusal(resource, 'its event source is neither a queue nor the stream of a table');
};

export const readStreamSource = (resource: Resource): StreamSourceModel => {
  const tableName = findTable(resource, String(resource.properties['EventSourceArn']));
  const source = parseProperties(resource, STREAM_SOURCE);
  const refuse = (why: string) => createRefusal(resource, why);
  return {
    id: resource.name,
    tableName,
    functionName: parseFunctionName(source.FunctionName),
    batchSize: source.BatchSize ?? 100,
    startingPosition: source.StartingPosition,
    patterns: (source.FilterCriteria?.Filters ?? []).map(({ Pattern }) =>
      readPattern(Pattern, refuse),
    ),
    reportsItemFailures: source.FunctionResponseTypes.length > 0,
    maximumRetries: source.MaximumRetryAttempts,
    maximumAgeSeconds: source.MaximumRecordAgeInSeconds,
    bisects: source.BisectBatchOnFunctionError,
    failureQueue: readFailureQueue(resource, source.DestinationConfig?.OnFailure.Destination),
  };
};
