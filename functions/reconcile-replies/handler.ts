import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { createReplyOutbox, createReplySender } from '../../shared/intake/reply-outbox.ts';
import { sendOverdueReplies } from '../../shared/intake/send-reply.ts';
import {
  parseEnvironment,
  requiredVariable,
  replyQueuesVariable,
} from '../../shared/platform/environment.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { createTimeLimit, readScheduledTime } from '../../shared/platform/scheduled-run.ts';
const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.replyQueues]: replyQueuesVariable,
  }),
  process.env,
);
const replies = {
  sender: createReplySender(settings[ENVIRONMENT.replyQueues]),
  outbox: createReplyOutbox(openDynamoTable(settings[ENVIRONMENT.coreTable])),
  reportParked: (id: string) => {
    logger.error('A reply can never be sent and is parked', { id });
    metrics.addMetric(METRIC.repliesParked, MetricUnit.Count, 1);
  },
};

/** Any reply that was overdue raises an alarm. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .use(logMetrics(metrics))
  .handler(async (event, context) => {
    const now = readScheduledTime(event);
    const hasTime = createTimeLimit(() => context.getRemainingTimeInMillis());
    const overdue = await sendOverdueReplies(replies, now, hasTime);
    metrics.addMetric(METRIC.repliesOverdue, MetricUnit.Count, overdue);
    return undefined;
  });
