import { Duration, Stack } from 'aws-cdk-lib/core';
import { FilterCriteria } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { CHILD_ENTITY, ENTITY, ENVIRONMENT, EVIDENCE_ENTITY } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowQueries, allowReads, allowSends, allowWrites } from './permissions.ts';
import { SCHEDULES } from '../schedules.ts';
import { followStream, scheduleFunction } from './triggers.ts';
import { buildEvidenceQueueVariables } from './variables.ts';

class ReplySender extends HomewardFunction {
  constructor(
    scope: Construct,
    name: 'publish' | 'reconcile-replies',
    context: FunctionContext,
    stateful: StatefulStack,
    variables: Readonly<Record<string, string>> = {},
  ) {
    const { coreTable, replyQueues } = stateful;
    const queues = Object.entries(replyQueues.byForce);
    const urls = Object.fromEntries(queues.map(([force, { queueUrl }]) => [force, queueUrl]));
    super(scope, name, context, {
      [ENVIRONMENT.coreTable]: coreTable.tableName,
      [ENVIRONMENT.replyQueues]: Stack.of(scope).toJsonString(urls),
      ...variables,
    });
    allowWrites(this.role, coreTable, ['UpdateItem']);
    allowSends(
      this.role,
      queues.map(([, queue]) => queue),
    );
  }
}

/**
 * Replies to each message once it is stored, and queues the episodes whose evidence may have changed. One function
 * does both because a stream should have no more than two readers.
 */
export class Publish extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Publish');
    const queue = buildEvidenceQueueVariables(stateful);
    this.function = new ReplySender(this, 'publish', context, stateful, queue);
    allowSends(this.function.role, [stateful.evidenceQueues.work]);
    allowQueries(this.function.role, stateful.coreTable, ['episodesByChild']);
    followStream(this, this.function, stateful, {
      filters: [REPLIES, EVIDENCE],
      failures: stateful.streamFailures,
    });
  }
}

/** A message is replied to when it is first written. Later changes of an episode need no reply. */
const REPLIES = FilterCriteria.filter({
  eventName: ['INSERT'],
  dynamodb: { NewImage: { entity: { S: Object.values(ENTITY) } } },
});

const EVIDENCE = FilterCriteria.filter({
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { NewImage: { entity: { S: [EVIDENCE_ENTITY, CHILD_ENTITY] } } },
});

/** Sends the replies that the stream missed: it keeps 24 hours, and an outage may last longer. */
export class ReconcileReplies extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'ReconcileReplies');
    this.function = new ReplySender(this, 'reconcile-replies', context, stateful);
    allowReads(this.function.role, stateful.coreTable, ['BatchGetItem']);
    allowQueries(this.function.role, stateful.coreTable, ['repliesPending']);
    scheduleFunction(this, this.function, {
      description: 'Homeward: replies that are still pending',
      expression: SCHEDULES.reconcileReplies,
      retries: 3,
      maxAge: Duration.minutes(15),
    });
  }
}
