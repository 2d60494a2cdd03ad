import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { coreVariables, evidenceQueueVariables, themesVariables } from './function-variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowReads, allowSends } from './permissions.ts';
import { scheduleRuns } from './schedule-runs.ts';

/** Asks for the evidence that the stream did not bring: it keeps 24 hours, and an outage may last longer. */
export class ReconcileEvidence extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'ReconcileEvidence');
    const { coreTable, themesTable, evidenceQueues } = stateful;
    this.function = new HomewardFunction(this, 'reconcile-evidence', surroundings, {
      ...coreVariables(stateful),
      ...themesVariables(stateful),
      ...evidenceQueueVariables(stateful),
    });
    const { role } = this.function;
    allowReads(role, coreTable, ['BatchGetItem']);
    allowQueries(role, coreTable, ['evidenceSources']);
    allowReads(role, themesTable, ['BatchGetItem']);
    allowSends(role, [evidenceQueues.work]);
    scheduleRuns(this, this.function, {
      description: 'Homeward: evidence that is not as the facts are now',
      expression: 'rate(6 hours)',
      retries: 3,
      maxAge: Duration.hours(1),
    });
  }
}
