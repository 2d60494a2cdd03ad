import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { buildCoreVariables, buildIdVariables } from './variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowQueries, allowSecret, allowWrites } from './permissions.ts';
import { SCHEDULES } from '../schedules.ts';
import { scheduleFunction } from './triggers.ts';

export class Sweep extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Sweep');
    const { coreTable, idKeySecret } = stateful;
    this.function = new HomewardFunction(this, 'sweep', context, {
      ...buildCoreVariables(stateful),
      ...buildIdVariables(stateful),
    });
    const { role } = this.function;
    if (idKeySecret !== null) allowSecret(role, idKeySecret);
    allowWrites(role, coreTable, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem']);
    allowQueries(role, coreTable, [
      'escalationsDue',
      'alertsPending',
      'episodesByChild',
      'tasksByTeam',
    ]);
    scheduleFunction(this, this.function, {
      description: 'Homeward: escalation levels that are due',
      expression: SCHEDULES.sweep,
      retries: 2,
      // The next run does what this one did not.
      maxAge: Duration.minutes(1),
    });
  }
}
