import { join } from 'node:path';
import { type LocalFunction, createLocalFunction } from './local-function.ts';
import type { FunctionModel, StackModel } from '../template/stack-model.ts';
import { openFunctionLog } from './function-worker.ts';
import { ENVIRONMENT } from '../../../shared/platform/names.ts';
import { CREDENTIALS } from '../emulators/start-emulators.ts';
import { type Endpoints, REGION } from '../template/endpoints.ts';

/** More workers than this only slow each other down on one machine. */
const MOST_WORKERS = 4;

export const countWorkers = (model: FunctionModel, stack: StackModel): number => {
  const bounds = stack.queueSources
    .filter((source) => source.functionName === model.name)
    .flatMap((source) => source.concurrency ?? []);
  return Math.max(1, Math.min(MOST_WORKERS, model.concurrency ?? MOST_WORKERS, ...bounds));
};

/** Its answer goes to a request, or on from a queue or stream. Only a schedule does not notice that it loads first. */
export const isWaitedFor = ({ name }: FunctionModel, stack: StackModel): boolean =>
  [...stack.routes, ...stack.queueSources, ...stack.streamSources].some(
    ({ functionName }) => functionName === name,
  );

export interface FunctionsOptions {
  readonly stack: StackModel;
  readonly endpoints: Endpoints;
  readonly own: StackPlaces;
  readonly logFolder: string;
  readonly cleanup: AsyncDisposableStack;
}

export const startFunctions = (options: FunctionsOptions): ReadonlyMap<string, LocalFunction> => {
  const { stack, endpoints, own, logFolder, cleanup } = options;
  return new Map(
    stack.functions.map((model) => {
      const ready = createLocalFunction({
        model,
        environment: { ...buildEnvironment(model, endpoints), ...buildStackVariables(model, own) },
        log: openFunctionLog(join(logFolder, `${model.name}.log`)),
        workers: countWorkers(model, stack),
        loadsAhead: isWaitedFor(model, stack),
      });
      cleanup.defer(() => ready.stop());
      return [model.name, ready];
    }),
  );
};

/** What the template gives and what the Lambda runtime sets; nothing from this machine's own environment. */
export const buildEnvironment = (
  model: FunctionModel,
  endpoints: Endpoints,
): Record<string, string> => ({
  ...model.environment,
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  NODE_ENV: model.environment['NODE_ENV'] ?? 'production',
  _HANDLER: `${model.handler.file}.${model.handler.name}`,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_LAMBDA_FUNCTION_NAME: model.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  LAMBDA_TASK_ROOT: model.folder,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
});

export interface StackPlaces {
  readonly outbox: string;
  readonly web: string;
}

/** This stack's own endpoints instead of the template's values, for the functions that are given them. */
export const buildStackVariables = (
  model: FunctionModel,
  own: StackPlaces,
): Record<string, string> => {
  const values = { [ENVIRONMENT.messageOutbox]: own.outbox, [ENVIRONMENT.publicUrl]: own.web };
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in model.environment));
};
