import { Worker } from 'node:worker_threads';
import type {
  Answered,
  FunctionError,
  InvocationRequest,
  WorkerMessage,
  WorkerTask,
} from './messages.ts';
import type { FunctionLog } from './function-log.ts';

/** One instance of a function: takes one invocation at a time. */
export interface FunctionWorker {
  /** Never rejects: what goes wrong is in the answer. */
  invoke(request: InvocationRequest): Promise<Answered>;
  /** False once it ended or was stopped after overrunning its time; it then takes no more. */
  isUsable(): boolean;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly task: WorkerTask;
  readonly environment: Record<string, string>;
  readonly log: FunctionLog;
  /** Called when the worker ends without having been stopped. */
  readonly onUnexpectedEnd: () => void;
}

const failed = (errorType: string, errorMessage: string): Answered => ({
  kind: 'answered',
  response: null,
  error: { errorType, errorMessage },
});

const timedOut = (request: InvocationRequest): Answered =>
  failed(
    'Sandbox.Timedout',
    `RequestId: ${request.requestId} Error: Task timed out after ${(request.timeoutMs / 1000).toFixed(2)} seconds`,
  );

const spawnWorker = ({ task, environment, log }: WorkerOptions): Worker => {
  const worker = new Worker(new URL('runtime.ts', import.meta.url), {
    workerData: task,
    env: environment,
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  log.follow(worker.stdout);
  log.follow(worker.stderr);
  return worker;
};

class WorkerThread implements FunctionWorker {
  readonly #worker: Worker;
  readonly #loaded: Promise<FunctionError | null>;
  #settle: ((answer: Answered) => void) | null = null;
  #usable = true;
  #stopping = false;

  constructor(options: WorkerOptions) {
    this.#worker = spawnWorker(options);
    const { promise, resolve } = Promise.withResolvers<FunctionError | null>();
    this.#loaded = promise;
    this.#worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'loaded') resolve(message.error);
      else this.#settle?.(message);
    });
    this.#worker.on('error', (error) => {
      options.log.note(String(error instanceof Error ? error.stack : error));
    });
    this.#worker.on('exit', () => {
      this.#usable = false;
      resolve(null);
      this.#settle?.(failed('Runtime.ExitError', 'The function ended without an answer'));
      if (!this.#stopping) options.onUnexpectedEnd();
    });
  }

  async invoke(request: InvocationRequest): Promise<Answered> {
    const loadError = await this.#loaded;
    if (loadError !== null) {
      await this.stop();
      return { kind: 'answered', response: null, error: loadError };
    }
    if (!this.#usable) return failed('Runtime.ExitError', 'The function ended before it was asked');
    return this.#ask(request);
  }

  isUsable(): boolean {
    return this.#usable;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#usable = false;
    await this.#worker.terminate();
  }

  async #ask(request: InvocationRequest): Promise<Answered> {
    const { promise, resolve } = Promise.withResolvers<Answered>();
    const timer = setTimeout(() => {
      resolve(timedOut(request));
      void this.stop();
    }, request.timeoutMs);
    this.#settle = resolve;
    this.#worker.postMessage(request);
    const answer = await promise;
    this.#settle = null;
    clearTimeout(timer);
    return answer;
  }
}

/** Starts a worker; its bundle loads in the background. */
export const startFunctionWorker = (options: WorkerOptions): FunctionWorker =>
  new WorkerThread(options);
