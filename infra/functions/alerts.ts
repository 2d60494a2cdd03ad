import { Duration } from 'aws-cdk-lib/core';
import { FilterCriteria } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ALERT_ENTITY } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { followStream } from './triggers.ts';
import {
  buildAddressVariables,
  buildChannelVariables,
  buildCoreVariables,
  buildWordingVariables,
} from './variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowQueries, allowSecret, allowWrites } from './permissions.ts';

export class Alerts extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Alerts');
    const { settings } = context;
    const { coreTable, notifySecret } = stateful;
    this.function = new HomewardFunction(this, 'alerts', context, {
      ...buildCoreVariables(stateful),
      ...buildChannelVariables(stateful),
      ...buildWordingVariables(settings),
      ...buildAddressVariables(settings),
    });
    const { role } = this.function;
    allowWrites(role, coreTable, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem']);
    // The content of a digest is read when it is sent.
    allowQueries(role, coreTable, ['tasksByTeam', 'episodesByAuthority']);
    if (notifySecret !== null) allowSecret(role, notifySecret);
    followStream(this, this.function, stateful, {
      filters: [
        createEntityFilter(ALERT_ENTITY.alert, ['INSERT']),
        createEntityFilter(ALERT_ENTITY.wakeUp, ['INSERT', 'MODIFY']),
      ],
      failures: stateful.alertFailures,
      // Alerts that are raised together reach a person as one message.
      batchingWindow: Duration.seconds(2),
    });
  }
}

const createEntityFilter = (entity: string, eventName: readonly string[]) =>
  FilterCriteria.filter({ eventName, dynamodb: { NewImage: { entity: { S: [entity] } } } });
