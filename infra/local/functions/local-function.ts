import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FunctionModel } from '../template/stack-model.ts';
import type {
  FunctionWorker,
  InvocationResponse,
  FunctionError,
  FunctionLog,
} from './function-worker.ts';
import { startFunctionWorker } from './function-worker.ts';
import { buildFunctionArn } from '../template/endpoints.ts';

export type InvocationResult =
  | { readonly ok: true; readonly requestId: string; readonly response: unknown }
  | { readonly ok: false; readonly requestId: string; readonly error: FunctionError };

export interface FunctionCounts {
  readonly invocations: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly crashes: number;
}

export interface LocalFunction {
  readonly name: string;
  /** Waits for a free worker; never rejects. The event is what the handler gets, as JSON. */
  invoke(event: unknown): Promise<InvocationResult>;
  counts(): FunctionCounts;
  /** Calls the listener when an invocation begins and when it has ended. */
  onActivity(listener: () => void): void;
  /** Ends the workers at once. Invocations in progress fail. */
  stop(): Promise<void>;
}

export interface LocalFunctionOptions {
  readonly model: FunctionModel;
  readonly environment: Record<string, string>;
  readonly log: FunctionLog;
  readonly workers: number;
}

class WorkerPool implements LocalFunction {
  readonly name: string;
  readonly #options: LocalFunctionOptions;
  readonly #idle: FunctionWorker[] = [];
  readonly #all = new Set<FunctionWorker>();
  readonly #waiting: ((worker: FunctionWorker) => void)[] = [];
  readonly #counts = { invocations: 0, errors: 0, timeouts: 0, crashes: 0 };
  readonly #listeners: (() => void)[] = [];
  #stopped = false;

  constructor(options: LocalFunctionOptions) {
    this.name = options.model.name;
    this.#options = options;
    // One is loaded ahead, so that the first to ask need not wait for it.
    this.#idle.push(this.#start());
  }

  async invoke(event: unknown): Promise<InvocationResult> {
    const requestId = randomUUID();
    if (this.#stopped) return this.#outcome(requestId, stopped());
    const worker = await this.#take();
    this.#counts.invocations += 1;
    this.#noteActivity();
    const timeoutMs = this.#options.model.timeoutSeconds * 1000;
    const answer = await worker.invoke({ requestId, event: JSON.stringify(event), timeoutMs });
    this.#noteActivity();
    this.#giveBack(worker);
    return this.#outcome(requestId, answer);
  }

  counts(): FunctionCounts {
    return { ...this.#counts };
  }

  onActivity(listener: () => void): void {
    this.#listeners.push(listener);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#all].map((worker) => worker.stop()));
    await this.#options.log.close();
  }

  #noteActivity(): void {
    for (const listener of this.#listeners) listener();
  }

  #take(): Promise<FunctionWorker> | FunctionWorker {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.size < this.#options.workers) return this.#start();
    const { promise, resolve } = Promise.withResolvers<FunctionWorker>();
    this.#waiting.push(resolve);
    return promise;
  }

  #start(): FunctionWorker {
    const { model, environment, log } = this.#options;
    const worker = startFunctionWorker({
      task: {
        file: join(model.folder, `${model.handler.file}.js`),
        handlerName: model.handler.name,
        functionName: model.name,
        functionArn: buildFunctionArn(model.name),
        memoryMb: model.memoryMb,
      },
      environment,
      log,
      onUnexpectedEnd: () => {
        this.#counts.crashes += 1;
        log.note('A worker ended unexpectedly; another takes its place.');
        this.#forget(worker);
      },
    });
    this.#all.add(worker);
    return worker;
  }

  #forget(worker: FunctionWorker): void {
    this.#all.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place !== -1) this.#idle.splice(place, 1);
  }

  #giveBack(worker: FunctionWorker): void {
    if (!worker.isUsable()) this.#forget(worker);
    const next = this.#waiting.shift();
    if (next !== undefined) next(worker.isUsable() ? worker : this.#start());
    else if (worker.isUsable()) this.#idle.push(worker);
  }

  #outcome(requestId: string, answer: InvocationResponse): InvocationResult {
    if (answer.error === null)
      return { ok: true, requestId, response: JSON.parse(answer.response ?? 'null') };
    this.#counts.errors += 1;
    if (answer.error.errorType === 'Sandbox.Timedout') this.#counts.timeouts += 1;
    this.#options.log.note(`Invocation ${requestId} failed: ${answer.error.errorType}`);
    return { ok: false, requestId, error: answer.error };
  }
}

const stopped = (): InvocationResponse => ({
  kind: 'answered',
  response: null,
  error: { errorType: 'Stopped', errorMessage: 'The local stack is stopping' },
});

/** Starts one worker; others start when invocations need them. */
export const createLocalFunction = (options: LocalFunctionOptions): LocalFunction =>
  new WorkerPool(options);
