import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { createDynamoStores } from '../../shared/dynamo-stores.ts';
import { createDynamoThemes } from '../../shared/themes/dynamo-themes.ts';
import { backOff } from '../../shared/kernel/back-off.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { faultOf } from '../../shared/platform/fault.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { applyEvidence } from '../../shared/themes/apply-evidence.ts';
import { applyBatch } from './apply-batch.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';

const logger = new Logger();
const settings = parseEnvironment(
  z.object({
    ...directoryVariables,
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.themesTable]: requiredVariable,
  }),
  process.env,
);
const ports = {
  episodes: createDynamoStores(settings[ENVIRONMENT.coreTable]).episodes,
  themes: createDynamoThemes(settings[ENVIRONMENT.themesTable]),
  directory: loadDirectory(settings),
  backOff,
};

/** Makes the evidence of episodes that changed, and counts the cells it stands in. */
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler((event, context) =>
    applyBatch(
      {
        apply: (episodeId) => applyEvidence(ports, episodeId),
        onFault: (messageId, error) => {
          logger.error('A message goes back to the queue', { messageId, fault: faultOf(error) });
        },
      },
      event,
      context,
    ),
  );
