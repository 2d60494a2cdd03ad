import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import * as z from 'zod';
import { createDynamoTable, createDocumentClient } from '../../shared/database/dynamo-table.ts';
import { createStaffStore } from '../../shared/directory/staff-store.ts';
import { createIdsReader, idVariables } from '../../shared/episodes/read-ids.ts';
import { createEpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createReportStore } from '../../shared/episodes/report-store.ts';
import { createCalendarStore } from '../../shared/casework/calendar-feeds.ts';
import { createRejectionStore } from '../../shared/intake/rejection-store.ts';
import { createCodeStore } from '../../shared/intelligence/code-store.ts';
import { createPseudonyms } from '../../shared/intelligence/pseudonyms.ts';
import { createAlertStore } from '../../shared/messaging/alert-store.ts';
import { createReleaseStore } from '../../shared/releases/release-store.ts';
import { createSignalStore } from '../../shared/signals/signal-store.ts';
import { createThemeStore } from '../../shared/themes/theme-store.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { createWebApp } from './app.ts';
import { createApiHandler } from './http/handle-api-event.ts';
import type { WebDependencies } from './web-context.ts';
import { createAuditTrail } from '../../shared/access/audit.ts';
import { createDynamoAccessTokens } from '../../shared/access/access-tokens.ts';
import { backOff, makeToken } from '../../shared/kernel/system-random.ts';

const settings = parseEnvironment(
  z.object({
    ...directoryVariables,
    ...idVariables,
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.accessTable]: requiredVariable,
    [ENVIRONMENT.auditTable]: requiredVariable,
    [ENVIRONMENT.themesTable]: requiredVariable,
    [ENVIRONMENT.publicUrl]: requiredVariable,
    [ENVIRONMENT.messageOutbox]: requiredVariable.optional(),
    [ENVIRONMENT.notifySecret]: requiredVariable.optional(),
  }),
  process.env,
);
const logger = new Logger();
const metrics = new Metrics();
const documents = createDocumentClient(new DynamoDBClient({}));
const coreTable = createDynamoTable(documents, settings[ENVIRONMENT.coreTable]);

/** Imported when Notify first calls: no other request needs it. */
const createCallbackTokenReader = (secretArn: string): (() => Promise<string>) => {
  let readSecret: (() => Promise<{ readonly callbackToken: string }>) | null = null;
  return async () => {
    const { createNotifySecret } = await import('../../shared/messaging/notify-secret.ts');
    readSecret ??= createNotifySecret(secretArn);
    return (await readSecret()).callbackToken;
  };
};

const createOutboxReader = (folder: string): NonNullable<WebDependencies['readOutbox']> => {
  return async () => {
    const { readOutbox } = await import('../../shared/messaging/outbox.ts');
    return [...(await readOutbox(folder))];
  };
};

const secretArn = settings[ENVIRONMENT.notifySecret];
const outbox = settings[ENVIRONMENT.messageOutbox];

const readIds = createIdsReader(settings, coreTable);
const dependencies = {
  rejections: createRejectionStore(coreTable),
  reports: createReportStore(coreTable),
  staff: createStaffStore(coreTable),
  releases: createReleaseStore(coreTable),
  alerts: createAlertStore(coreTable),
  calendars: createCalendarStore(coreTable),
  codes: createCodeStore(coreTable),
  pseudonyms: createPseudonyms(coreTable, makeToken),
  signals: createSignalStore(coreTable),
  authenticator: createDynamoAccessTokens(documents, settings[ENVIRONMENT.accessTable]),
  audit: createAuditTrail(createDynamoTable(documents, settings[ENVIRONMENT.auditTable])),
  themes: createThemeStore(createDynamoTable(documents, settings[ENVIRONMENT.themesTable])),
  directory: loadDirectory(settings),
  backOff,
  makeToken,
  publicUrl: settings[ENVIRONMENT.publicUrl],
  notify: {
    readCallbackToken: secretArn === undefined ? null : createCallbackTokenReader(secretArn),
    reportUndeliverable: (reference) => {
      logger.error('A message cannot be delivered and is escalated', { reference });
      metrics.singleMetric().addMetric(METRIC.messagesUndeliverable, MetricUnit.Count, 1);
    },
  },
  readOutbox: outbox === undefined ? null : createOutboxReader(outbox),
  reportFault: (fault) => {
    logger.error('A request failed', { fault });
  },
} satisfies Omit<WebDependencies, 'episodes'>;

let handleEvent: ReturnType<typeof createApiHandler> | null = null;

/** Begins with the first request: the key for ids is read once. */
const begin = async (): Promise<ReturnType<typeof createApiHandler>> => {
  const episodes = createEpisodeStore(coreTable, await readIds());
  return createApiHandler(createWebApp({ ...dependencies, episodes }));
};

const respond: ReturnType<typeof createApiHandler> = async (event, context) => {
  handleEvent ??= await begin();
  return handleEvent(event, context);
};

export const handler = middy(respond).use(injectLambdaContext(logger));
