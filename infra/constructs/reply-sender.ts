import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowSends, allowWrites } from './permissions.ts';

/** A function that answers the forces: it may send to their reply queues and note on the item that it did. */
export class ReplySender extends HomewardFunction {
  constructor(
    scope: Construct,
    name: 'publish' | 'reconcile-replies',
    surroundings: FunctionSurroundings,
    stateful: StatefulStack,
    more: Readonly<Record<string, string>> = {},
  ) {
    const { coreTable, replyQueues } = stateful;
    const queues = Object.entries(replyQueues.byForce);
    const urls = Object.fromEntries(queues.map(([force, { queueUrl }]) => [force, queueUrl]));
    super(scope, name, surroundings, {
      [ENVIRONMENT.coreTable]: coreTable.tableName,
      [ENVIRONMENT.replyQueues]: Stack.of(scope).toJsonString(urls),
      ...more,
    });
    allowWrites(this.role, coreTable, ['UpdateItem']);
    allowSends(
      this.role,
      queues.map(([, queue]) => queue),
    );
  }
}
