import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { StatefulStack } from '../stateful-stack.ts';
import { buildCoreVariables } from './variables.ts';
import { HomewardFunction } from './homeward-function.ts';
import type { FunctionContext } from './homeward-function.ts';
import { allowQueries, allowWrites } from './permissions.ts';
import { SCHEDULES } from '../schedules.ts';
import { scheduleFunction } from './triggers.ts';

export class Digest extends Construct {
  readonly function: HomewardFunction;

  constructor(scope: Construct, context: FunctionContext, stateful: StatefulStack) {
    super(scope, 'Digest');
    const { coreTable } = stateful;
    this.function = new HomewardFunction(this, 'digest', context, buildCoreVariables(stateful));
    const { role } = this.function;
    allowWrites(role, coreTable, ['GetItem', 'Query', 'BatchGetItem', 'PutItem']);
    allowQueries(role, coreTable, ['tasksByTeam', 'episodesByAuthority']);
    scheduleFunction(this, this.function, {
      description: 'Homeward: the digest of the day',
      expression: SCHEDULES.digest,
      retries: 5,
      // A digest is of no use after the morning.
      maxAge: Duration.hours(3),
    });
  }
}
