import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../../shared/platform/names.ts';
import type { StatefulStack } from '../stateful-stack.ts';
import { buildCoreVariables } from './variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowReads, allowWrites } from './permissions.ts';
import { SCHEDULES } from '../schedules.ts';
import { scheduleFunction } from './triggers.ts';

export class Detect extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Detect');
    const { coreTable, themesTable } = stateful;
    this.function = new HomewardFunction(this, 'detect', context, {
      ...buildCoreVariables(stateful),
      [ENVIRONMENT.themesTable]: themesTable.tableName,
    });
    const { role } = this.function;
    // DeleteItem: only the list entry of a signal that moves on.
    allowWrites(role, coreTable, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem']);
    allowReads(role, themesTable, ['Query']);
    scheduleFunction(this, this.function, {
      description: 'Homeward: emerging themes of the night',
      expression: SCHEDULES.detect,
      retries: 2,
      maxAge: Duration.minutes(15),
    });
  }
}
