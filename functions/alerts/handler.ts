import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { parseWakeUp } from '../../shared/alerts/wake-ups.ts';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { createStaffStore } from '../../shared/directory/staff-store.ts';
import { NO_IDS } from '../../shared/episodes/episode-ids.ts';
import { createEpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createAlertStore } from '../../shared/messaging/alert-store.ts';
import type { SendDependencies } from '../../shared/messaging/deliver-message.ts';
import { createLazyChannel, type MessageChannel } from '../../shared/messaging/message-channel.ts';
import { loadMessageTemplates, loadTemplateIds } from '../../shared/messaging/message-templates.ts';
import { createNotifyChannel } from '../../shared/messaging/notify-channel.ts';
import { createNotifySecret } from '../../shared/messaging/notify-secret.ts';
import { createFileOutbox } from '../../shared/messaging/outbox.ts';
import { sendAlerts } from '../../shared/messaging/send-alerts.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { describeFault } from '../../shared/platform/fault.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { sendBatch } from './send-batch.ts';
import { backOff } from '../../shared/kernel/system-random.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({
    ...directoryVariables,
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.publicUrl]: z.url(),
    [ENVIRONMENT.messageOutbox]: requiredVariable.optional(),
  }),
  process.env,
);

const createChannel = (): MessageChannel => {
  const notify = parseEnvironment(
    z.object({ [ENVIRONMENT.notifySecret]: requiredVariable }),
    process.env,
  );
  const readSecret = createNotifySecret(notify[ENVIRONMENT.notifySecret]);
  const templateIds = loadTemplateIds(process.env);
  return createLazyChannel(async () =>
    createNotifyChannel({ apiKey: (await readSecret()).apiKey, templateIds }),
  );
};

const outbox = settings[ENVIRONMENT.messageOutbox];
const table = openDynamoTable(settings[ENVIRONMENT.coreTable]);
const dependencies: SendDependencies = {
  backOff,
  episodes: createEpisodeStore(table, NO_IDS),
  staff: createStaffStore(table),
  alerts: createAlertStore(table),
  directory: loadDirectory(settings),
  channel:
    outbox === undefined
      ? createChannel()
      : createFileOutbox(outbox, loadMessageTemplates(process.env)),
  publicUrl: settings[ENVIRONMENT.publicUrl],
  reportUndeliverable: (reference) => {
    logger.error('A message cannot be delivered and is escalated', { reference });
    metrics.singleMetric().addMetric(METRIC.messagesUndeliverable, MetricUnit.Count, 1);
  },
  reportFault: (reference, error) => {
    logger.error('A message could not be sent and will be tried again', {
      reference,
      fault: describeFault(error),
    });
    metrics.singleMetric().addMetric(METRIC.messagesTriedAgain, MetricUnit.Count, 1);
  },
};

export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .handler((event, context) =>
    sendBatch(
      {
        parseWakeUp,
        send: (recipient, now) => sendAlerts(dependencies, recipient, now),
        onFault: (error) => {
          logger.error('A wake-up failed and will be tried again', { fault: describeFault(error) });
        },
      },
      event,
      context,
    ),
  );
