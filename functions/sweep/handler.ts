import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import * as z from 'zod';
import { measureElapsedMs, type Instant } from '../../shared/kernel/instant.ts';
import { createDocumentClient, createDynamoTable } from '../../shared/database/dynamo-table.ts';
import { logFaults } from '../../shared/platform/log-faults.ts';
import { parseEnvironment, requiredVariable } from '../../shared/platform/environment.ts';
import { ENVIRONMENT, ESCALATION_SHARDS, METRIC } from '../../shared/platform/names.ts';
import { directoryVariables, loadDirectory } from '../../shared/directory/directory.ts';
import { createStaffStore } from '../../shared/directory/staff-store.ts';
import { checkStaff } from '../../shared/casework/check-staff.ts';
import { createWakeUps } from '../../shared/alerts/wake-ups.ts';
import { NO_IDS } from '../../shared/episodes/episode-ids.ts';
import { createEpisodeStore } from '../../shared/episodes/episode-store.ts';
import { createReferenceStore } from '../../shared/episodes/reference-store.ts';
import { createIdsReader, idVariables } from '../../shared/episodes/read-ids.ts';
import { finishReviews } from '../../shared/intake/finish-reviews.ts';
import { sweep, type SweepReport } from '../../shared/escalation/sweep.ts';
import { createTimeLimit, readScheduledTime } from '../../shared/platform/scheduled-run.ts';
import { backOff } from '../../shared/kernel/system-random.ts';

const logger = new Logger();
const metrics = new Metrics();
const settings = parseEnvironment(
  z.object({ ...directoryVariables, ...idVariables, [ENVIRONMENT.coreTable]: requiredVariable }),
  process.env,
);
const table = createDynamoTable(
  createDocumentClient(new DynamoDBClient({})),
  settings[ENVIRONMENT.coreTable],
);
const readIds = createIdsReader(settings, table);
const directory = loadDirectory(settings);
const staff = createStaffStore(table);
const episodes = createEpisodeStore(table, NO_IDS);
const dependencies = {
  episodes,
  staff,
  wakeUps: createWakeUps(table, backOff),
  directory,
  backOff,
  // The key is read here only, so that escalations go on without it.
  finishReviews: async (now: Instant) => {
    const references = createReferenceStore(table, await readIds());
    await finishReviews({ episodes: references, staff, directory, backOff }, now);
  },
  checkStaff: (now: Instant) => checkStaff({ episodes, staff, directory, backOff }, now),
};

const measure = (
  { checked, escalated, oldestDue, withoutRecipient, emptyRoles }: SweepReport,
  now: Instant,
): void => {
  const age = oldestDue === null ? 0 : measureElapsedMs(oldestDue, now) / 1000;
  metrics.addMetric(METRIC.sweepsSucceeded, MetricUnit.Count, 1);
  metrics.addMetric(METRIC.tasksChecked, MetricUnit.Count, checked);
  metrics.addMetric(METRIC.escalationsRaised, MetricUnit.Count, escalated);
  metrics.addMetric(METRIC.oldestDueAge, MetricUnit.Seconds, age);
  metrics.addMetric(METRIC.escalationsWithoutRecipient, MetricUnit.Count, withoutRecipient);
  metrics.addMetric(METRIC.ladderRolesEmpty, MetricUnit.Count, emptyRoles);
};

export const handler = middy<unknown, SweepReport>()
  .use(injectLambdaContext(logger))
  .use(logFaults(logger))
  .use(logMetrics(metrics))
  .handler(async (event, context) => {
    const now = readScheduledTime(event);
    const hasTime = createTimeLimit(() => context.getRemainingTimeInMillis());
    const report = await sweep(dependencies, now, { shards: ESCALATION_SHARDS, hasTime });
    measure(report, now);
    return report;
  });
