import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { createReplyOutbox } from '../../shared/intake/reply-outbox.ts';
import { createReplyQueues } from '../../shared/intake/reply-queues.ts';
import { instantFromMs } from '../../shared/kernel/instant.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { replyQueuesVariable } from '../../shared/platform/reply-queue-urls.ts';
import { reconcileReplies } from './reconcile-replies.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.replyQueues]: replyQueuesVariable,
  }),
  process.env,
);
const ports = {
  sender: createReplyQueues(settings[ENVIRONMENT.replyQueues]),
  outbox: createReplyOutbox(openDynamoTable(settings[ENVIRONMENT.coreTable])),
};

/** The schedule says which run this is: a late one does what it would have done on time. */
const scheduled = z.object({ time: z.iso.datetime({ offset: true }) });

/** Sends the replies that the stream did not; how many is a metric, and any is an alarm. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async (event) => {
    const now = instantFromMs(Date.parse(scheduled.parse(event).time));
    const sent = await reconcileReplies(ports, now);
    metrics.addMetric(METRIC.repliesOverdue, MetricUnit.Count, sent);
    return undefined;
  });
