import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { createEvidenceSourceList } from '../../shared/episodes/evidence-source.ts';
import { createThemeStore } from '../../shared/themes/theme-store.ts';
import { openDynamoTable } from '../../shared/database/dynamo-table.ts';
import { createEvidenceQueue } from '../../shared/themes/evidence-queue.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { readScheduledTime } from '../../shared/platform/scheduled-run.ts';
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
const dependencies = {
  evidenceSources: createEvidenceSourceList(openDynamoTable(settings[ENVIRONMENT.coreTable])),
  themes: createThemeStore(openDynamoTable(settings[ENVIRONMENT.themesTable])),
  work: createEvidenceQueue(settings[ENVIRONMENT.evidenceQueue]),
  directory: loadDirectory(settings),
};

/** Queues episodes whose evidence the stream and the queue missed, and counts them in a metric. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .use(logMetrics(metrics))
  .handler(async (event) => {
    const now = readScheduledTime(event);
    const { listed, requested } = await reconcileEvidence(dependencies, now);
    metrics.addMetric(METRIC.evidenceSources, MetricUnit.Count, listed);
    metrics.addMetric(METRIC.evidenceRequestedAgain, MetricUnit.Count, requested);
    return undefined;
  });
