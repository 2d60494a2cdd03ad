import { Duration } from 'aws-cdk-lib/core';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import {
  buildCoreVariables,
  buildEvidenceQueueVariables,
  buildThemesVariables,
} from './variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowQueries, allowReads, allowReceives, allowSends, allowWrites } from './permissions.ts';
import { SCHEDULES } from '../schedules.ts';
import { scheduleFunction } from './triggers.ts';

/** More at once would mostly wait for each other: disclosures of one week and place are counted in the same cells. */
const CONCURRENCY = 4;

export class Evidence extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Evidence');
    const { coreTable, themesTable, evidenceQueues } = stateful;
    this.function = new HomewardFunction(this, 'evidence', context, {
      ...buildCoreVariables(stateful),
      ...buildThemesVariables(stateful),
    });
    const { role, lambda } = this.function;
    allowReceives(role, evidenceQueues.work);
    allowReads(role, coreTable, ['GetItem', 'BatchGetItem']);
    allowWrites(role, themesTable, ['GetItem', 'Query', 'PutItem', 'DeleteItem']);
    new EventSourceMapping(this, 'Source', {
      target: lambda,
      eventSourceArn: evidenceQueues.work.queueArn,
      batchSize: 10,
      maxConcurrency: CONCURRENCY,
      reportBatchItemFailures: true,
    });
  }
}

/** Queues the evidence that the stream missed: it keeps 24 hours, and an outage may last longer. */
export class ReconcileEvidence extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'ReconcileEvidence');
    const { coreTable, themesTable, evidenceQueues } = stateful;
    this.function = new HomewardFunction(this, 'reconcile-evidence', context, {
      ...buildCoreVariables(stateful),
      ...buildThemesVariables(stateful),
      ...buildEvidenceQueueVariables(stateful),
    });
    const { role } = this.function;
    allowReads(role, coreTable, ['BatchGetItem']);
    allowQueries(role, coreTable, ['evidenceSources', 'episodesByChild']);
    allowReads(role, themesTable, ['BatchGetItem']);
    allowSends(role, [evidenceQueues.work]);
    scheduleFunction(this, this.function, {
      description: 'Homeward: evidence that is out of date',
      expression: SCHEDULES.reconcileEvidence,
      retries: 3,
      maxAge: Duration.hours(1),
    });
  }
}
