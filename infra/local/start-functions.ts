import { join } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import { openFunctionLog } from './functions/function-log.ts';
import type { Endpoints, OwnPlaces } from './functions/function-environment.ts';
import { functionEnvironment, ownVariables } from './functions/function-environment.ts';
import type { LocalFunction } from './functions/local-function.ts';
import { createLocalFunction } from './functions/local-function.ts';
import type { FunctionModel, StackModel } from './template/stack-model.ts';

/** More workers than this only get in each other's way on one machine. */
const MOST_WORKERS = 4;

/** As many at once as the template allows a function, within what one machine can use. */
export const workersFor = (model: FunctionModel, stack: StackModel): number => {
  const bounds = stack.queueSources
    .filter((source) => source.functionName === model.name)
    .flatMap((source) => source.concurrency ?? []);
  return Math.max(1, Math.min(MOST_WORKERS, model.concurrency ?? MOST_WORKERS, ...bounds));
};

export interface FunctionsOptions {
  readonly stack: StackModel;
  readonly endpoints: Endpoints;
  readonly own: OwnPlaces;
  readonly logFolder: string;
  readonly cleanup: Cleanup;
}

/** Makes every function of the template ready, by name. */
export const startFunctions = (options: FunctionsOptions): ReadonlyMap<string, LocalFunction> => {
  const { stack, endpoints, own, logFolder, cleanup } = options;
  return new Map(
    stack.functions.map((model) => {
      const ready = createLocalFunction({
        model,
        environment: { ...functionEnvironment(model, endpoints), ...ownVariables(model, own) },
        log: openFunctionLog(join(logFolder, `${model.name}.log`)),
        workers: workersFor(model, stack),
      });
      cleanup.add(() => ready.stop());
      return [model.name, ready];
    }),
  );
};
