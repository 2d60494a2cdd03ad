import { randomUUID } from 'node:crypto';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type {
  FunctionCounts,
  InvocationResult,
  LocalFunction,
} from '../functions/local-function.ts';

/** What a function's entry point does with its event. */
export type EntryPoint = (event: unknown) => Promise<unknown>;

export interface InProcessFunctionOptions {
  readonly name: string;
  readonly run: EntryPoint;
  readonly onFault: (error: unknown) => void;
  /** Awaited before an invocation ends. */
  readonly beforeEnd: (() => Promise<void>) | null;
}

/** As Lambda: the handler gets a copy of the event, and its answer is what JSON keeps of it. */
const passThroughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

const describeError = (thrown: unknown) =>
  thrown instanceof Error
    ? { errorType: thrown.name, errorMessage: thrown.message }
    : { errorType: 'Error', errorMessage: String(thrown) };

/** A function that runs in this process, as many times at once as it is invoked. */
class InProcessFunction implements LocalFunction {
  readonly name: string;
  readonly #options: InProcessFunctionOptions;
  readonly #counts = { invocations: 0, errors: 0, timeouts: 0, crashes: 0 };
  readonly #listeners: (() => void)[] = [];

  constructor(options: InProcessFunctionOptions) {
    this.name = options.name;
    this.#options = options;
  }

  async invoke(event: unknown): Promise<InvocationResult> {
    this.#counts.invocations += 1;
    this.#noteActivity();
    // What it awaits is all in memory: without this, requests would wait until a moved clock has arrived.
    await letOthersRun();
    const outcome = await this.#run(event, randomUUID());
    this.#noteActivity();
    await this.#options.beforeEnd?.();
    return outcome;
  }

  counts(): FunctionCounts {
    return { ...this.#counts };
  }

  onActivity(listener: () => void): void {
    this.#listeners.push(listener);
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  async #run(event: unknown, requestId: string): Promise<InvocationResult> {
    try {
      const response = passThroughJson(await this.#options.run(passThroughJson(event)));
      return { ok: true, requestId, response };
    } catch (error) {
      this.#counts.errors += 1;
      this.#options.onFault(error);
      return { ok: false, requestId, error: describeError(error) };
    }
  }

  #noteActivity(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const createInProcessFunction = (options: InProcessFunctionOptions): LocalFunction =>
  new InProcessFunction(options);
