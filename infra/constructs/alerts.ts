import { Duration } from 'aws-cdk-lib/core';
import { FilterCriteria } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ALERT_ENTITY } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { followStream } from './follow-stream.ts';
import {
  addressVariables,
  channelVariables,
  coreVariables,
  wordingVariables,
} from './function-variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowSecret, allowWrites } from './permissions.ts';

/** Sends people their messages, woken by the core table's stream. */
export class Alerts extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Alerts');
    const { settings } = surroundings;
    const { coreTable, notifySecret } = stateful;
    this.function = new HomewardFunction(this, 'alerts', surroundings, {
      ...coreVariables(stateful),
      ...channelVariables(stateful),
      ...wordingVariables(settings),
      ...addressVariables(settings),
    });
    const { role } = this.function;
    allowWrites(role, coreTable, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem']);
    // What a digest says is read when it is sent.
    allowQueries(role, coreTable, ['tasksByTeam']);
    if (notifySecret !== null) allowSecret(role, notifySecret);
    followStream(this, this.function, stateful, {
      filters: [
        wakes(ALERT_ENTITY.alert, ['INSERT']),
        wakes(ALERT_ENTITY.bell, ['INSERT', 'MODIFY']),
      ],
      failures: stateful.alertFailures,
      // What is raised together reaches somebody as one message.
      batchingWindow: Duration.seconds(2),
    });
  }
}

const wakes = (entity: string, eventName: readonly string[]) =>
  FilterCriteria.filter({ eventName, dynamodb: { NewImage: { entity: { S: [entity] } } } });
