import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowReads } from './permissions.ts';
import { ReplySender } from './reply-sender.ts';
import { scheduleRuns } from './schedule-runs.ts';

/** Answers what the stream did not: a stream keeps 24 hours, and an outage may last longer. */
export class ReconcileReplies extends Construct {
  readonly function: ReplySender;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'ReconcileReplies');
    this.function = new ReplySender(this, 'reconcile-replies', surroundings, stateful);
    allowReads(this.function.role, stateful.coreTable, ['BatchGetItem']);
    allowQueries(this.function.role, stateful.coreTable, ['repliesPending']);
    scheduleRuns(this, this.function, {
      description: 'Homeward: answers that are still pending',
      expression: 'rate(15 minutes)',
      retries: 3,
      maxAge: Duration.minutes(15),
    });
  }
}
