import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { buildCoreVariables, buildIdVariables } from './variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowQueries, allowReceives, allowSecret, allowWrites } from './permissions.ts';

/** Reads notifications from the queue. It has no filter, because a filter on SQS deletes what does not match. */
export class Intake extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Intake');
    const { coreTable, idKeySecret, notificationQueues } = stateful;
    this.function = new HomewardFunction(this, 'intake', context, {
      ...buildCoreVariables(stateful),
      ...buildIdVariables(stateful),
    });
    if (idKeySecret !== null) allowSecret(this.function.role, idKeySecret);
    allowReceives(this.function.role, notificationQueues.work);
    allowWrites(this.function.role, coreTable, ['Query', 'BatchGetItem', 'PutItem', 'DeleteItem']);
    allowQueries(this.function.role, coreTable, ['episodesByChild']);
    new EventSourceMapping(this, 'Source', {
      target: this.function.lambda,
      eventSourceArn: notificationQueues.work.queueArn,
      batchSize: 10,
      maxConcurrency: context.settings.intakeConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
