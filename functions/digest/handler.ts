import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { createStaffStore } from '../../shared/directory/staff-store.ts';
import { NO_IDS } from '../../shared/episodes/episode-ids.ts';
import { createEpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createAlertStore } from '../../shared/messaging/alert-store.ts';
import { writeDigests } from '../../shared/messaging/digest.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { readScheduledTime } from '../../shared/platform/scheduled-run.ts';

const logger = new Logger();
const settings = parseEnvironment(
  z.object({ ...directoryVariables, [ENVIRONMENT.coreTable]: requiredVariable }),
  process.env,
);
const table = openDynamoTable(settings[ENVIRONMENT.coreTable]);
const dependencies = {
  alerts: createAlertStore(table),
  episodes: createEpisodeStore(table, NO_IDS),
  staff: createStaffStore(table),
  directory: loadDirectory(settings),
};

export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .handler(async (event) => {
    const now = readScheduledTime(event);
    const written = await writeDigests(dependencies, now);
    logger.info('Digests written', { written });
    return undefined;
  });
