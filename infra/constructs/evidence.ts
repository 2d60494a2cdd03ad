import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { coreVariables, themesVariables } from './function-variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowReads, allowReceives, allowWrites } from './permissions.ts';

/** More at once would mostly wait for each other: what is told in one week of one place counts in the same cells. */
const CONCURRENCY = 4;

/** Makes evidence of what was told in debriefs, and counts it. */
export class Evidence extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Evidence');
    const { coreTable, themesTable, evidenceQueues } = stateful;
    this.function = new HomewardFunction(this, 'evidence', surroundings, {
      ...coreVariables(stateful),
      ...themesVariables(stateful),
    });
    const { role, lambda } = this.function;
    allowReceives(role, evidenceQueues.work);
    allowReads(role, coreTable, ['GetItem']);
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
