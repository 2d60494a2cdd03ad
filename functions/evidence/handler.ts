import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { NO_IDS } from '../../shared/episodes/episode-ids.ts';
import { createEpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createThemeStore } from '../../shared/themes/theme-store.ts';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { describeFault } from '../../shared/platform/fault.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { applyEvidence } from '../../shared/themes/apply-evidence.ts';
import { applyBatch } from './apply-batch.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { backOff } from '../../shared/kernel/system-random.ts';

const logger = new Logger();
const settings = parseEnvironment(
  z.object({
    ...directoryVariables,
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.themesTable]: requiredVariable,
  }),
  process.env,
);
const dependencies = {
  episodes: createEpisodeStore(openDynamoTable(settings[ENVIRONMENT.coreTable]), NO_IDS),
  themes: createThemeStore(openDynamoTable(settings[ENVIRONMENT.themesTable])),
  directory: loadDirectory(settings),
  backOff,
};

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .handler((event, context) =>
    applyBatch(
      {
        apply: (episodeId) => applyEvidence(dependencies, episodeId),
        onFault: (messageId, error) => {
          logger.error('A message goes back to the queue', {
            messageId,
            fault: describeFault(error),
          });
        },
      },
      event,
      context,
    ),
  );
