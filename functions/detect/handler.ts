import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import * as z from 'zod';
import { createDynamoStores } from '../../shared/dynamo-stores.ts';
import { createDynamoTable, createDocumentClient } from '../../shared/database/dynamo-table.ts';
import { instantFromMs } from '../../shared/kernel/instant.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { faultOf } from '../../shared/platform/fault.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import { createTimeLimit } from '../../shared/platform/time-limit.ts';
import type { MethodTally } from '../../shared/signals/signals.ts';
import {
  detectAuthorities,
  type DetectionReport,
} from '../../shared/signals/detect-authorities.ts';
import { createThemeReader } from '../../shared/themes/theme-store.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({
    ...directoryVariables,
    [ENVIRONMENT.coreTable]: requiredVariable,
    [ENVIRONMENT.themesTable]: requiredVariable,
  }),
  process.env,
);
const client = new DynamoDBClient({});
const { signals, codes } = createDynamoStores(settings[ENVIRONMENT.coreTable], client);
const themesTable = createDynamoTable(
  createDocumentClient(client),
  settings[ENVIRONMENT.themesTable],
);
const ports = {
  signals,
  codes,
  themes: createThemeReader(themesTable),
  directory: loadDirectory(settings),
};

/** The schedule says which run this is: a late one does what it would have done on time. */
const scheduled = z.object({ time: z.iso.datetime({ offset: true }) });

const measure = ({ runs, overdue }: DetectionReport): void => {
  const tallies = runs.flatMap(({ methods }) => methods);
  const count = (countOf: (tally: MethodTally) => number): number =>
    tallies.reduce((sum, tally) => sum + countOf(tally), 0);
  metrics.addMetric(METRIC.detectionRuns, MetricUnit.Count, runs.length);
  metrics.addMetric(METRIC.detectionOverdue, MetricUnit.Count, overdue);
  metrics.addMetric(
    METRIC.signalsRaised,
    MetricUnit.Count,
    count(({ raised }) => raised),
  );
  metrics.addMetric(
    METRIC.alarmsSetAside,
    MetricUnit.Count,
    count(({ setAside }) => setAside),
  );
};

/** Looks for emerging themes in every authority's picture, once a night; alarms watch that it does. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async (event, context) => {
    const now = instantFromMs(Date.parse(scheduled.parse(event).time));
    const hasTime = createTimeLimit(() => context.getRemainingTimeInMillis());
    const report = await detectAuthorities(ports, now, { hasTime });
    measure(report);
    for (const failure of report.failures) {
      logger.error("An authority's detection failed", { fault: faultOf(failure) });
    }
    if (report.failures.length > 0) {
      throw new Error(`The detection of ${report.failures.length} authorities failed.`);
    }
    return undefined;
  });
