import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { pendingReplyOf } from '../../shared/adapters/core/pending-reply.ts';
import { createDynamoStores } from '../../shared/adapters/dynamo/dynamo-stores.ts';
import { createReplyQueues } from '../../shared/adapters/sqs/reply-queues.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { faultOf } from '../../shared/platform/fault.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { replyQueuesVariable } from '../../shared/platform/reply-queue-urls.ts';
import { answerForce } from '../../shared/use-cases/answer-force.ts';
import { answerBatch } from './answer-batch.ts';

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

/** Answers what the table's stream brings. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler((event, context) =>
    answerBatch(
      {
        readReply: pendingReplyOf,
        answer: (pending, at) => answerForce(ports, pending, at),
        onFault: (messageId, error) => {
          logger.error('A reply is tried again', { messageId, fault: faultOf(error) });
        },
      },
      event,
      context,
    ),
  );
