import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { findChangedEpisode } from '../../shared/episodes/evidence-source.ts';
import { readPendingReply } from '../../shared/episodes/pending-reply.ts';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { createReplyOutbox } from '../../shared/intake/reply-outbox.ts';
import { createEvidenceQueue } from '../../shared/themes/evidence-queue.ts';
import { createReplyQueues } from '../../shared/intake/reply-queues.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { faultOf } from '../../shared/platform/fault.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { replyQueuesVariable } from '../../shared/platform/reply-queue-urls.ts';
import { answerForce } from '../../shared/intake/answer-force.ts';
import { answerBatch } from './answer-batch.ts';

const logger = new Logger();
const settings = parseEnvironment(
  z.object({
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.replyQueues]: replyQueuesVariable,
    [ENVIRONMENT.evidenceQueue]: requiredVariable,
  }),
  process.env,
);
const ports = {
  sender: createReplyQueues(settings[ENVIRONMENT.replyQueues]),
  outbox: createReplyOutbox(openDynamoTable(settings[ENVIRONMENT.coreTable])),
};
const evidence = createEvidenceQueue(settings[ENVIRONMENT.evidenceQueue]);

/** Answers what the table's stream brings, and hands on whose evidence may have changed. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler((event, context) =>
    answerBatch(
      {
        readReply: readPendingReply,
        answer: (pending, at) => answerForce(ports, pending, at),
        readChangedEpisode: findChangedEpisode,
        handOn: (episodeId) => evidence.request([episodeId]),
        onFault: (id, error) => {
          logger.error('A change is tried again', { id, fault: faultOf(error) });
        },
      },
      event,
      context,
    ),
  );
