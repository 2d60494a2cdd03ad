import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import * as z from 'zod';
import { createCodeStore } from '../../shared/intelligence/code-store.ts';
import type { DetectionDependencies } from '../../shared/signals/detect-themes.ts';
import { createSignalStore } from '../../shared/signals/signal-store.ts';
import { createDocumentClient } from '../../shared/database/dynamo-table.ts';
import { createDynamoTable } from '../../shared/database/dynamo-table.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT, METRIC } from '../../shared/platform/names.ts';
import type { MethodTally } from '../../shared/signals/signal.ts';
import {
  detectAuthorities,
  type DetectionReport,
} from '../../shared/signals/detect-authorities.ts';
import { createThemeReader } from '../../shared/themes/theme-store.ts';
import { createTimeLimit, readScheduledTime } from '../../shared/platform/scheduled-run.ts';
import { backOff } from '../../shared/kernel/system-random.ts';

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
const client = createDocumentClient(new DynamoDBClient({}));
const coreTable = createDynamoTable(client, settings[ENVIRONMENT.coreTable]);
const dependencies: DetectionDependencies = {
  signals: createSignalStore(coreTable),
  codes: createCodeStore(coreTable),
  themes: createThemeReader(createDynamoTable(client, settings[ENVIRONMENT.themesTable])),
  directory: loadDirectory(settings),
  backOff,
};

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
    METRIC.alarmsDropped,
    MetricUnit.Count,
    count(({ dropped }) => dropped),
  );
};

/** Invoked every 15 minutes of the night until every authority has its run of the day. */
export const handler = middy<unknown, undefined>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .use(logMetrics(metrics))
  .handler(async (event, context) => {
    const now = readScheduledTime(event);
    const hasTime = createTimeLimit(() => context.getRemainingTimeInMillis());
    const report = await detectAuthorities(dependencies, now, { hasTime });
    measure(report);
    if (report.failures.length > 0)
      throw new AggregateError(report.failures, 'Detection failed for these authorities.');
    return undefined;
  });
