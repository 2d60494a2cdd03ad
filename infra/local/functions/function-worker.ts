import { type ResourceLimits, Worker } from 'node:worker_threads';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { readRuntime } from './read-runtime.ts';

export interface FunctionWorker {
  /** Never rejects: a failure is in the response. */
  invoke(request: InvocationRequest): Promise<InvocationResponse>;
  /** False after it has ended or was stopped for overrunning its time. */
  isUsable(): boolean;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly task: WorkerTask;
  readonly environment: Record<string, string>;
  readonly log: FunctionLog;
  readonly onUnexpectedEnd: () => void;
}

const createFailure = (errorType: string, errorMessage: string): InvocationResponse => ({
  kind: 'answered',
  response: null,
  error: { errorType, errorMessage },
});

const createTimeout = (request: InvocationRequest): InvocationResponse =>
  createFailure(
    'Sandbox.Timedout',
    `RequestId: ${request.requestId} Error: Task timed out after ${(request.timeoutMs / 1000).toFixed(2)} seconds`,
  );

/** Few objects of one invocation live on to the next, so little room for new ones is enough. */
const limitMemory = ({ memoryMb }: WorkerTask): ResourceLimits => ({
  maxOldGenerationSizeMb: memoryMb,
  maxYoungGenerationSizeMb: Math.max(8, memoryMb / 64),
});

const spawnWorker = ({ task, environment, log }: WorkerOptions): Worker => {
  const worker = new Worker(readRuntime(), {
    workerData: task,
    resourceLimits: limitMemory(task),
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
  #settle: ((answer: InvocationResponse) => void) | null = null;
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
      this.#settle?.(createFailure('Runtime.ExitError', 'The function ended without an answer'));
      if (!this.#stopping) options.onUnexpectedEnd();
    });
  }

  async invoke(request: InvocationRequest): Promise<InvocationResponse> {
    const loadError = await this.#loaded;
    if (loadError !== null) {
      await this.stop();
      return { kind: 'answered', response: null, error: loadError };
    }
    if (!this.#usable)
      return createFailure('Runtime.ExitError', 'The function ended before it was asked');
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

  async #ask(request: InvocationRequest): Promise<InvocationResponse> {
    const { promise, resolve } = Promise.withResolvers<InvocationResponse>();
    const timer = setTimeout(() => {
      resolve(createTimeout(request));
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

export const startFunctionWorker = (options: WorkerOptions): FunctionWorker =>
  new WorkerThread(options);

export interface WorkerTask {
  readonly file: string;
  readonly handlerName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

export interface InvocationRequest {
  readonly requestId: string;
  readonly event: string;
  readonly timeoutMs: number;
}

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

export interface Loaded {
  readonly kind: 'loaded';
  readonly error: FunctionError | null;
}

export interface InvocationResponse {
  readonly kind: 'answered';
  readonly response: string | null;
  readonly error: FunctionError | null;
}

export type WorkerMessage = Loaded | InvocationResponse;

export interface FunctionLog {
  follow(output: Readable): void;
  note(line: string): void;
  close(): Promise<void>;
}

export const openFunctionLog = (file: string): FunctionLog => {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.setMaxListeners(0);
  return {
    follow: (output) => {
      output.on('data', (chunk: Buffer) => stream.write(chunk));
    },
    note: (line) => stream.write(`${line}\n`),
    close: async () => {
      stream.end();
      await finished(stream);
    },
  };
};
