import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { coreVariables } from './function-variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowQueries, allowWrites } from './permissions.ts';
import { scheduleRuns } from './schedule-runs.ts';

/** Tells practitioners and managers each morning what is open and what is late. */
export class Digest extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Digest');
    const { coreTable } = stateful;
    this.function = new HomewardFunction(this, 'digest', surroundings, coreVariables(stateful));
    const { role } = this.function;
    allowWrites(role, coreTable, ['Query', 'BatchGetItem', 'PutItem']);
    allowQueries(role, coreTable, ['tasksByTeam']);
    scheduleRuns(this, this.function, {
      description: 'Homeward: the digest of the day',
      expression: 'cron(0 8 * * ? *)',
      retries: 5,
      // After the morning nobody is helped by what the morning was to bring.
      maxAge: Duration.hours(3),
    });
  }
}
