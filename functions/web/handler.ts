import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import * as z from 'zod';
import { createDynamoAccessTokens } from '../../shared/adapters/dynamo/access-tokens.ts';
import {
  createDocumentClient,
  createDynamoStores,
} from '../../shared/adapters/dynamo/dynamo-stores.ts';
import { instantFromMs } from '../../shared/domain/instant.ts';
import { directoryVariables, loadDirectory } from '../../shared/platform/directory-file.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { createWebApp } from './app.ts';

const settings = parseEnvironment(
  z.object({
    ...directoryVariables,
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.accessTable]: requiredVariable,
  }),
  process.env,
);
const logger = new Logger();
const client = new DynamoDBClient({});

const app = createWebApp({
  ...createDynamoStores(settings[ENVIRONMENT.coreTable], client),
  authenticator: createDynamoAccessTokens(
    createDocumentClient(client),
    settings[ENVIRONMENT.accessTable],
  ),
  directory: loadDirectory(settings),
  reportFault: (fault) => {
    logger.error('A request failed', { fault });
  },
});

/** The time of a request is when the door took it in. */
const lambdaApp = new Hono<{ Bindings: { requestContext: { timeEpoch: number } } }>();
lambdaApp.all('*', ({ req, env }) =>
  app.fetch(req.raw, { now: instantFromMs(env.requestContext.timeEpoch) }),
);

/** Answers the requests of the HTTP API. */
export const handler = middy(handle(lambdaApp)).use(injectLambdaContext(logger));
