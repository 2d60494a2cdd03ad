import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { wakingOf } from '../../shared/messaging/waking-item.ts';
import { createDynamoStores } from '../../shared/dynamo-stores.ts';
import { createLazyChannel } from '../../shared/messaging/lazy-channel.ts';
import { createNotifyChannel } from '../../shared/messaging/notify-channel.ts';
import { createFileOutbox } from '../../shared/messaging/file-outbox.ts';
import { createNotifySecret } from '../../shared/messaging/notify-secret.ts';
import type { MessageChannel } from '../../shared/messaging/message-channel.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory-file.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { faultOf } from '../../shared/platform/fault.ts';
import { loadMessageTemplates } from '../../shared/messaging/message-templates-file.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { notifyTemplatesVariable } from '../../shared/messaging/notify-templates.ts';
import type { SendPorts } from '../../shared/messaging/alert-ports.ts';
import { sendAlerts } from '../../shared/messaging/send-alerts.ts';
import { sendBatch } from './send-batch.ts';

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

const throughNotify = (): MessageChannel => {
  const notify = parseEnvironment(
    z.object({
      [ENVIRONMENT.notifySecret]: requiredVariable,
      [ENVIRONMENT.notifyTemplates]: notifyTemplatesVariable,
    }),
    process.env,
  );
  const readSecret = createNotifySecret(notify[ENVIRONMENT.notifySecret]);
  const templateIds = notify[ENVIRONMENT.notifyTemplates];
  return createLazyChannel(async () =>
    createNotifyChannel({ apiKey: (await readSecret()).apiKey, templateIds }),
  );
};

const outbox = settings[ENVIRONMENT.messageOutbox];
const { episodes, staff, alerts } = createDynamoStores(settings[ENVIRONMENT.coreTable]);
const ports: SendPorts = {
  episodes,
  staff,
  alerts,
  directory: loadDirectory(settings),
  channel:
    outbox === undefined
      ? throughNotify()
      : createFileOutbox(outbox, loadMessageTemplates(process.env)),
  publicUrl: settings[ENVIRONMENT.publicUrl],
  reportUndeliverable: (reference) => {
    logger.error('A message reaches nobody', { reference });
    metrics.singleMetric().addMetric(METRIC.messagesUndeliverable, MetricUnit.Count, 1);
  },
  reportFault: (reference, error) => {
    logger.error('A message is tried again', { reference, fault: faultOf(error) });
    metrics.singleMetric().addMetric(METRIC.messagesTriedAgain, MetricUnit.Count, 1);
  },
};

/** Sends to people what the table's stream says they are to be told. */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler((event, context) =>
    sendBatch(
      {
        readWaking: wakingOf,
        send: (recipient, now) => sendAlerts(ports, recipient, now),
        onFault: (error) => {
          logger.error('A waking is tried again', { fault: faultOf(error) });
        },
      },
      event,
      context,
    ),
  );
