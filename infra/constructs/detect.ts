import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { coreVariables } from './function-variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionSurroundings } from './homeward-function.ts';
import { allowReads, allowWrites } from './permissions.ts';
import { scheduleRuns } from './schedule-runs.ts';

/** Looks each night for what is emerging in the pictures of the authorities. */
export class Detect extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, surroundings: FunctionSurroundings, stateful: StatefulStack) {
    super(scope, 'Detect');
    const { coreTable, themesTable } = stateful;
    this.function = new HomewardFunction(this, 'detect', surroundings, {
      ...coreVariables(stateful),
      [ENVIRONMENT.themesTable]: themesTable.tableName,
    });
    const { role } = this.function;
    // Removed is only where a signal was listed before it went on.
    allowWrites(role, coreTable, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem']);
    allowReads(role, themesTable, ['Query']);
    scheduleRuns(this, this.function, {
      description: 'Homeward: emerging themes of the night',
      // Each goes on where the one before ran out of time.
      expression: 'cron(0/15 2-5 * * ? *)',
      retries: 2,
      maxAge: Duration.minutes(15),
    });
  }
}
