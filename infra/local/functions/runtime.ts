/** Runs inside a function's worker, in place of Lambda's runtime. Loads the bundle, then handles one event at a time. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type {
  FunctionError,
  InvocationRequest,
  WorkerMessage,
  WorkerTask,
} from './function-worker.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const task = workerData as WorkerTask;

const post = (message: WorkerMessage): void => {
  parentPort?.postMessage(message);
};

const describeError = (thrown: unknown): FunctionError =>
  thrown instanceof Error
    ? { errorType: thrown.name, errorMessage: thrown.message }
    : { errorType: typeof thrown, errorMessage: String(thrown) };

const loadHandler = (): Handler => {
  const bundle = createRequire(task.file)(task.file) as Record<string, unknown>;
  const handler = bundle[task.handlerName];
  if (typeof handler === 'function') return handler as Handler;
  throw new Error(`The bundle exports no function ${task.handlerName}`);
};

const createContext = ({ requestId, timeoutMs }: InvocationRequest) => {
  const endsAt = performance.now() + timeoutMs;
  return {
    functionName: task.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: task.functionArn,
    memoryLimitInMB: String(task.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${task.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
};

const handle = async (handler: Handler, request: InvocationRequest): Promise<WorkerMessage> => {
  try {
    const value = await handler(JSON.parse(request.event), createContext(request));
    const response = value === undefined ? null : JSON.stringify(value);
    return { kind: 'answered', response, error: null };
  } catch (thrown) {
    console.error(thrown);
    return { kind: 'answered', response: null, error: describeError(thrown) };
  }
};

const serve = (handler: Handler): void => {
  parentPort?.on('message', (request: InvocationRequest) => {
    void handle(handler, request).then(post);
  });
};

try {
  serve(loadHandler());
  post({ kind: 'loaded', error: null });
} catch (thrown) {
  console.error(thrown);
  post({ kind: 'loaded', error: describeError(thrown) });
}
