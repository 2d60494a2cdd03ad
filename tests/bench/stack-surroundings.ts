import type { StackModel } from '../../infra/local/template/stack-model.ts';
import type { Say } from './bench-ground.ts';
import type { BenchOptions } from './bench-options.ts';
import type { LocalStack } from '../../infra/local/local-stack.ts';

/** What a measurement on the running stack is given. */
export interface StackContext {
  readonly stack: LocalStack;
  readonly model: StackModel;
  readonly options: BenchOptions;
  readonly say: Say;
}

/** The name of the stack's table with this short name. Throws when the template holds none. */
export const tableOf = ({ description }: LocalStack, shortName: string): string => {
  const name = description.dynamodb.tables[shortName];
  if (name === undefined) throw new Error(`The template holds no table ${shortName}.`);
  return name;
};
