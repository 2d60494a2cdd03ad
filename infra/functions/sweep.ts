import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { buildCoreVariables } from './variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowQueries, allowWrites } from './permissions.ts';
import { SCHEDULES } from '../schedules.ts';
import { scheduleFunction } from './triggers.ts';

export class Sweep extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Sweep');
    const { coreTable } = stateful;
    this.function = new HomewardFunction(this, 'sweep', context, buildCoreVariables(stateful));
    const { role } = this.function;
    allowWrites(role, coreTable, ['GetItem', 'Query', 'PutItem']);
    allowQueries(role, coreTable, ['escalationsDue', 'alertsPending']);
    scheduleFunction(this, this.function, {
      description: 'Homeward: escalation levels that are due',
      expression: SCHEDULES.sweep,
      retries: 2,
      // The next run does what this one did not.
      maxAge: Duration.minutes(1),
    });
  }
}
