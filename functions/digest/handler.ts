import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { createDynamoStores } from '../../shared/dynamo-stores.ts';
import { instantFromMs } from '../../shared/kernel/instant.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory-file.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import { writeDigests } from '../../shared/messaging/write-digests.ts';

const logger = new Logger();
const settings = parseEnvironment(
  z.object({ ...directoryVariables, [ENVIRONMENT.coreTable]: requiredVariable }),
  process.env,
);
const { alerts, episodes, staff } = createDynamoStores(settings[ENVIRONMENT.coreTable]);
const ports = { alerts, episodes, staff, directory: loadDirectory(settings) };

/** The schedule says which run this is: a late one does what it would have done on time. */
const scheduled = z.object({ time: z.iso.datetime({ offset: true }) });

/** Writes the digests of the morning; the stream sends them. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger))
  .handler(async (event) => {
    const now = instantFromMs(Date.parse(scheduled.parse(event).time));
    const written = await writeDigests(ports, now);
    logger.info('Digests are written', { written });
    return undefined;
  });
