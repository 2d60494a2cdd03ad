import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { coreVariables } from './function-variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowWrites } from './permissions.ts';
import { scheduleRuns } from './schedule-runs.ts';

/** Raises, every minute, each level of the ladder that has fallen due. */
export class Sweep extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Sweep');
    const { coreTable } = stateful;
    this.function = new HomewardFunction(this, 'sweep', surroundings, coreVariables(stateful));
    const { role } = this.function;
    allowWrites(role, coreTable, ['GetItem', 'Query', 'PutItem']);
    allowQueries(role, coreTable, ['escalationsDue', 'alertsPending']);
    scheduleRuns(this, this.function, {
      description: 'Homeward: levels of the ladder that have fallen due',
      expression: 'rate(1 minute)',
      retries: 2,
      // The next run does what this one did not: later, it would only be in its way.
      maxAge: Duration.minutes(1),
    });
  }
}
