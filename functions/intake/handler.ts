import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { createStaffStore } from '../../shared/directory/staff-store.ts';
import { createIdsReader, idVariables } from '../../shared/episodes/read-ids.ts';
import { createReferenceStore } from '../../shared/episodes/reference-store.ts';
import { createReportStore } from '../../shared/episodes/report-store.ts';
import { createDuplicateStore } from '../../shared/intake/duplicate-store.ts';
import { createRejectionStore } from '../../shared/intake/rejection-store.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { describeFault } from '../../shared/platform/fault.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { createTimeLimit } from '../../shared/platform/scheduled-run.ts';
import { createNotificationSequences } from '../../shared/intake/record-notification.ts';
import { limitSequences } from '../../shared/kernel/run-in-sequence-by-key.ts';
import { type Received, receiveMessage } from '../../shared/intake/receive-message.ts';
import { receiveBatch } from './receive-batch.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { backOff } from '../../shared/kernel/system-random.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({ ...directoryVariables, ...idVariables, [ENVIRONMENT.coreTable]: requiredVariable }),
  process.env,
);
const table = openDynamoTable(settings[ENVIRONMENT.coreTable]);
const readIds = createIdsReader(settings, table);
const dependencies = {
  staff: createStaffStore(table),
  reports: createReportStore(table),
  duplicates: createDuplicateStore(table),
  rejections: createRejectionStore(table),
  directory: loadDirectory(settings),
  backOff,
  runInSequence: createNotificationSequences(),
};

const METRIC_OF: Record<Received, string | null> = {
  accepted: METRIC.notificationsAccepted,
  duplicate: METRIC.notificationsDuplicate,
  rejected: METRIC.notificationsRejected,
  'seen-before': null,
};

/** An alarm watches the rejected ones. */
const countReceived = (received: Received): void => {
  const name = METRIC_OF[received];
  if (name !== null) metrics.addMetric(name, MetricUnit.Count, 1);
};

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .use(logMetrics(metrics))
  .handler(async (event, context) => {
    const episodes = createReferenceStore(table, await readIds());
    // Many messages of one episode must not take the others of the batch down with them.
    const hasTime = createTimeLimit(() => context.getRemainingTimeInMillis());
    const runInSequence = limitSequences(dependencies.runInSequence, hasTime);
    return receiveBatch(
      {
        receive: (message) => receiveMessage({ ...dependencies, episodes, runInSequence }, message),
        onReceived: countReceived,
        onFault: (messageId, error) => {
          logger.error('A message goes back to the queue', {
            messageId,
            fault: describeFault(error),
          });
        },
      },
      event,
      context,
    );
  });
