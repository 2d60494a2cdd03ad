import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import * as z from 'zod';
import { createDynamoStores } from '../../shared/dynamo-stores.ts';
import { createDynamoTable, createDocumentClient } from '../../shared/database/dynamo-table.ts';
import { createThemeStore } from '../../shared/themes/theme-store.ts';
import { backOff } from '../../shared/kernel/back-off.ts';
import { makeToken } from '../../shared/kernel/random-token.ts';
import { instantFromMs } from '../../shared/kernel/instant.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { createWebApp } from './app.ts';
import type { WebDependencies } from './web-context.ts';
import { createAuditTrail } from '../../shared/access/audit.ts';
import { createDynamoAccessTokens } from '../../shared/access/access-tokens.ts';

const settings = parseEnvironment(
  z.object({
    ...directoryVariables,
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
const client = new DynamoDBClient({});
const documents = createDocumentClient(client);

/** Loaded when Notify first calls: no other request should pay for it. */
const callbackTokenOf = (secretArn: string): (() => Promise<string>) => {
  let readSecret: (() => Promise<{ readonly callbackToken: string }>) | null = null;
  return async () => {
    const { createNotifySecret } = await import('../../shared/messaging/notify-secret.ts');
    readSecret ??= createNotifySecret(secretArn);
    return (await readSecret()).callbackToken;
  };
};

const outboxOf = (folder: string): NonNullable<WebDependencies['readOutbox']> => {
  return async () => {
    const { readOutbox } = await import('../../shared/messaging/outbox.ts');
    return [...(await readOutbox(folder))];
  };
};

const secretArn = settings[ENVIRONMENT.notifySecret];
const outbox = settings[ENVIRONMENT.messageOutbox];

const app = createWebApp({
  ...createDynamoStores(settings[ENVIRONMENT.coreTable], client),
  authenticator: createDynamoAccessTokens(documents, settings[ENVIRONMENT.accessTable]),
  audit: createAuditTrail(createDynamoTable(documents, settings[ENVIRONMENT.auditTable])),
  themes: createThemeStore(createDynamoTable(documents, settings[ENVIRONMENT.themesTable])),
  directory: loadDirectory(settings),
  backOff,
  makeToken,
  publicUrl: settings[ENVIRONMENT.publicUrl],
  notify: {
    readCallbackToken: secretArn === undefined ? null : callbackTokenOf(secretArn),
    reportUndeliverable: (reference) => {
      logger.error('A message cannot be delivered and is escalated', { reference });
      metrics.singleMetric().addMetric(METRIC.messagesUndeliverable, MetricUnit.Count, 1);
    },
  },
  readOutbox: outbox === undefined ? null : outboxOf(outbox),
  reportFault: (fault) => {
    logger.error('A request failed', { fault });
  },
});

/** What an HTTP API tells of a request: when the door took it in, and under which id. */
interface FromApi {
  readonly requestContext: { readonly timeEpoch: number; readonly requestId: string };
}

const lambdaApp = new Hono<{ Bindings: FromApi }>();
lambdaApp.all('*', ({ req, env: { requestContext } }) =>
  app.fetch(req.raw, {
    now: instantFromMs(requestContext.timeEpoch),
    requestId: requestContext.requestId,
  }),
);

/** Answers the requests of the HTTP API. */
export const handler = middy(handle(lambdaApp)).use(injectLambdaContext(logger));
