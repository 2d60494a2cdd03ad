import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { createDynamoStores } from '../../shared/dynamo-stores.ts';
import { backOff } from '../../shared/kernel/back-off.ts';
import { elapsedMs, instantFromMs, type Instant } from '../../shared/kernel/instant.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { faultOf } from '../../shared/platform/fault.ts';
import { ENVIRONMENT, ESCALATION_SHARDS, METRIC } from '../../shared/platform/names.ts';
import { createTimeLimit } from '../../shared/platform/time-limit.ts';
import { sweep, type SweepReport } from '../../shared/escalation/sweep.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({ ...directoryVariables, [ENVIRONMENT.coreTable]: requiredVariable }),
  process.env,
);
const { episodes, staff, wakeUps } = createDynamoStores(settings[ENVIRONMENT.coreTable]);
const ports = { episodes, staff, wakeUps, directory: loadDirectory(settings), backOff };

/** The schedule says which run this is: a late one does what it would have done on time. */
const scheduled = z.object({ time: z.iso.datetime({ offset: true }) });

/** When a whole table is out of reach, one of a thousand faults is as good as all. */
const MOST_FAULTS = 20;

const logFaults = (error: unknown): void => {
  const faults: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
  for (const fault of faults.slice(0, MOST_FAULTS)) {
    logger.error('A part of the sweep failed', { fault: faultOf(fault) });
  }
};

const measure = (
  { checked, escalated, oldestDue, withoutRecipient }: SweepReport,
  now: Instant,
): void => {
  const age = oldestDue === null ? 0 : elapsedMs(oldestDue, now) / 1000;
  metrics.addMetric(METRIC.sweepsSucceeded, MetricUnit.Count, 1);
  metrics.addMetric(METRIC.tasksChecked, MetricUnit.Count, checked);
  metrics.addMetric(METRIC.escalationsRaised, MetricUnit.Count, escalated);
  metrics.addMetric(METRIC.oldestDueAge, MetricUnit.Seconds, age);
  metrics.addMetric(METRIC.escalationsWithoutRecipient, MetricUnit.Count, withoutRecipient);
};

/** Raises what the ladder has due; an alarm watches that runs succeed. */
export const handler = middy<unknown, SweepReport>()
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .handler(async (event, context) => {
    const now = instantFromMs(Date.parse(scheduled.parse(event).time));
    const hasTime = createTimeLimit(() => context.getRemainingTimeInMillis());
    try {
      const report = await sweep(ports, now, { shards: ESCALATION_SHARDS, hasTime });
      measure(report, now);
      return report;
    } catch (error) {
      logFaults(error);
      throw error;
    }
  });
