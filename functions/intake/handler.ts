import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { createDynamoStores } from '../../shared/adapters/dynamo/dynamo-stores.ts';
import { backOff } from '../../shared/adapters/system/backoff.ts';
import { directoryVariables, loadDirectory } from '../../shared/platform/directory-file.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { createTurns } from '../../shared/use-cases/take-turns.ts';
import { receiveMessage } from '../../shared/use-cases/receive-message.ts';
import { countReceived } from './count-received.ts';
import { readQueueMessage } from './read-queue-message.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({ ...directoryVariables, [ENVIRONMENT.coreTable]: requiredVariable }),
  process.env,
);
const ports = {
  ...createDynamoStores(settings[ENVIRONMENT.coreTable]),
  directory: loadDirectory(settings),
  backOff,
  takeTurns: createTurns(),
};

const receiveRecord = async (record: SQSRecord): Promise<void> => {
  try {
    countReceived(metrics, await receiveMessage(ports, readQueueMessage(record)));
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown';
    logger.error('A message goes back to the queue.', { messageId: record.messageId, fault });
    throw error;
  }
};

/** Each message by itself: one that fails goes back to the queue, its neighbours are done. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler((event, context) =>
    processPartialResponse(event, receiveRecord, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    }),
  );
