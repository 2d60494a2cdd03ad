import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { coreVariables } from './function-variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowReceives, allowWrites } from './permissions.ts';

/** Takes notifications from the queue into the core table. No filter: a filter on SQS deletes what does not match. */
export class Intake extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Intake');
    const { coreTable, queues } = stateful;
    this.function = new HomewardFunction(this, 'intake', surroundings, coreVariables(stateful));
    allowReceives(this.function.role, queues.notifications);
    allowWrites(this.function.role, coreTable, ['Query', 'BatchGetItem', 'PutItem', 'DeleteItem']);
    allowQueries(this.function.role, coreTable, ['episodesByChild']);
    new EventSourceMapping(this, 'Source', {
      target: this.function.lambda,
      eventSourceArn: queues.notifications.queueArn,
      batchSize: 10,
      maxConcurrency: surroundings.settings.intakeConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
