import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { createDynamoStores } from '../../shared/dynamo-stores.ts';
import { createDynamoThemes } from '../../shared/themes/dynamo-themes.ts';
import { createEvidenceQueue } from '../../shared/themes/evidence-queue.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { reconcileEvidence } from '../../shared/themes/reconcile-evidence.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({
    ...directoryVariables,
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.themesTable]: requiredVariable,
    [ENVIRONMENT.evidenceQueue]: requiredVariable,
  }),
  process.env,
);
const ports = {
  evidenceSources: createDynamoStores(settings[ENVIRONMENT.coreTable]).evidenceSources,
  themes: createDynamoThemes(settings[ENVIRONMENT.themesTable]),
  work: createEvidenceQueue(settings[ENVIRONMENT.evidenceQueue]),
  directory: loadDirectory(settings),
};

/** Asks for the evidence that the stream and the queue did not bring; how much is a metric. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async () => {
    const { listed, asked } = await reconcileEvidence(ports);
    metrics.addMetric(METRIC.evidenceSources, MetricUnit.Count, listed);
    metrics.addMetric(METRIC.evidenceAskedAgain, MetricUnit.Count, asked);
    return undefined;
  });
