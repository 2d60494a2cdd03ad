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
import { IdleWorkers } from './idle-workers.ts';
import { buildFunctionArn } from '../template/endpoints.ts';
import { SECOND_MS } from '../../../shared/kernel/instant.ts';

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
  /** Calls the listener when an invocation has ended, which may have written. */
  onActivity(listener: () => void): void;
  /** Ends the workers at once. Invocations in progress fail. */
  stop(): Promise<void>;
}

export interface LocalFunctionOptions {
  readonly model: FunctionModel;
  readonly environment: Record<string, string>;
  readonly log: FunctionLog;
  readonly workers: number;
  /** Somebody waits for its answers, so one worker is always loaded. */
  readonly loadsAhead: boolean;
}

/** A loaded function takes some 40 MB. Longer than a minute, so that the one of every minute stays. */
const RELEASE_MS = 75 * SECOND_MS;
const RELEASE_CHECK_MS = 15 * SECOND_MS;

class WorkerPool implements LocalFunction {
  readonly name: string;
  readonly #options: LocalFunctionOptions;
  readonly #idle = new IdleWorkers();
  readonly #all = new Set<FunctionWorker>();
  readonly #waiting: ((worker: FunctionWorker) => void)[] = [];
  readonly #releasing: NodeJS.Timeout;
  readonly #counts = { invocations: 0, errors: 0, timeouts: 0, crashes: 0 };
  readonly #listeners: (() => void)[] = [];
  #stopped = false;

  constructor(options: LocalFunctionOptions) {
    this.name = options.model.name;
    this.#options = options;
    if (options.loadsAhead) this.#rest(this.#start());
    this.#releasing = setInterval(() => {
      this.#release();
    }, RELEASE_CHECK_MS).unref();
  }

  async invoke(event: unknown): Promise<InvocationResult> {
    const requestId = randomUUID();
    if (this.#stopped) return this.#outcome(requestId, stopped());
    const worker = await this.#take();
    this.#counts.invocations += 1;
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
    clearInterval(this.#releasing);
    await Promise.all([...this.#all].map((worker) => worker.stop()));
    await this.#options.log.close();
  }

  #noteActivity(): void {
    for (const listener of this.#listeners) listener();
  }

  #take(): Promise<FunctionWorker> | FunctionWorker {
    const idle = this.#idle.take();
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
    this.#idle.remove(worker);
  }

  #giveBack(worker: FunctionWorker): void {
    if (!worker.isUsable()) this.#forget(worker);
    const next = this.#waiting.shift();
    if (next !== undefined) next(worker.isUsable() ? worker : this.#start());
    else if (worker.isUsable()) this.#rest(worker);
  }

  #rest(worker: FunctionWorker): void {
    this.#idle.put(worker, performance.now());
  }

  #release(): void {
    const most = this.#all.size - (this.#options.loadsAhead ? 1 : 0);
    for (const worker of this.#idle.takeRested(performance.now() - RELEASE_MS, most)) {
      this.#all.delete(worker);
      void worker.stop();
    }
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

/** Starts workers when invocations need them, and ends them when nothing does. */
export const createLocalFunction = (options: LocalFunctionOptions): LocalFunction =>
  new WorkerPool(options);
