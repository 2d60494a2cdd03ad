import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { pendingReplyOf } from '../../shared/adapters/core/pending-reply.ts';
import { createDynamoStores } from '../../shared/adapters/dynamo/dynamo-stores.ts';
import { createReplyQueues } from '../../shared/adapters/sqs/reply-queues.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { replyQueuesVariable } from '../../shared/platform/reply-queue-urls.ts';
import { answerForce } from '../../shared/use-cases/answer-force.ts';
import { readStreamedItem } from './read-streamed-item.ts';

const logger = new Logger();
const settings = parseEnvironment(
  z.object({
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.replyQueues]: replyQueuesVariable,
  }),
  process.env,
);
const ports = {
  sender: createReplyQueues(settings[ENVIRONMENT.replyQueues]),
  outbox: createDynamoStores(settings[ENVIRONMENT.coreTable]).replies,
};

const answerRecord = async (record: DynamoDBRecord): Promise<void> => {
  const { item, at } = readStreamedItem(record);
  const pending = pendingReplyOf(item);
  if (pending === null) return;
  try {
    await answerForce(ports, pending, at);
  } catch (error) {
    const fault = error instanceof Error ? error.name : 'unknown';
    logger.error('A reply is tried again.', { messageId: pending.messageId, fault });
    throw error;
  }
};

/** Each receipt that was written is answered; what fails is retried by the stream, then reconciled. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler((event, context) =>
    processPartialResponse(event, answerRecord, new BatchProcessor(EventType.DynamoDBStreams), {
      context,
      throwOnFullBatchFailure: false,
    }),
  );
