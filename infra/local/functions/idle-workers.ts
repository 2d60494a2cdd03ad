import type { FunctionWorker } from './function-worker.ts';

interface IdleWorker {
  readonly worker: FunctionWorker;
  readonly sinceMs: number;
}

/** Workers without work. The one used last is used next, so that those a peak needed come to rest. */
export class IdleWorkers {
  #all: readonly IdleWorker[] = [];

  put(worker: FunctionWorker, nowMs: number): void {
    this.#all = [...this.#all, { worker, sinceMs: nowMs }];
  }

  take(): FunctionWorker | undefined {
    const last = this.#all.at(-1)?.worker;
    this.#all = this.#all.slice(0, -1);
    return last;
  }

  remove(worker: FunctionWorker): void {
    this.#all = this.#all.filter((one) => one.worker !== worker);
  }

  /** Removes those that have rested since then or longer, at most so many. */
  takeRested(sinceMs: number, most: number): readonly FunctionWorker[] {
    const rested = this.#all
      .filter((one) => one.sinceMs <= sinceMs)
      .slice(0, Math.max(0, most))
      .map(({ worker }) => worker);
    for (const worker of rested) this.remove(worker);
    return rested;
  }
}
