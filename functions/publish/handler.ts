import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import {
  createEvidenceSourceList,
  findEvidenceChange,
} from '../../shared/episodes/evidence-source.ts';
import { readPendingReply } from '../../shared/episodes/pending-reply.ts';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { createReplyOutbox, createReplySender } from '../../shared/intake/reply-outbox.ts';
import { createEvidenceQueue } from '../../shared/themes/evidence-queue.ts';
import {
  parseEnvironment,
  requiredVariable,
  replyQueuesVariable,
} from '../../shared/platform/environment.ts';
import { describeFault } from '../../shared/platform/fault.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { sendReply } from '../../shared/intake/send-reply.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { publishBatch } from './publish-batch.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.replyQueues]: replyQueuesVariable,
    [ENVIRONMENT.evidenceQueue]: requiredVariable,
  }),
  process.env,
);
const table = openDynamoTable(settings[ENVIRONMENT.coreTable]);
const replies = {
  sender: createReplySender(settings[ENVIRONMENT.replyQueues]),
  outbox: createReplyOutbox(table),
  reportParked: (id: string) => {
    logger.error('A reply can never be sent and is parked', { id });
    metrics.addMetric(METRIC.repliesParked, MetricUnit.Count, 1);
  },
};
const sources = createEvidenceSourceList(table);
const evidence = createEvidenceQueue(settings[ENVIRONMENT.evidenceQueue]);

export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .use(logMetrics(metrics))
  .handler((event, context) =>
    publishBatch(
      {
        readReply: readPendingReply,
        sendReply: (pending, at) => sendReply(replies, pending, at),
        readEvidenceChange: findEvidenceChange,
        requestEvidence: async (change) => evidence.request(await sources.listChanged(change)),
        onFault: (id, error) => {
          logger.error('A change could not be published and will be tried again', {
            id,
            fault: describeFault(error),
          });
        },
      },
      event,
      context,
    ),
  );
