/** Something that wakes a function by itself: a queue or a table's stream. */
export interface EventSource {
  readonly id: string;
  /** Begins to read. */
  start(): void;
  /** Resolves once nothing is left that was there when asked, and nothing is under way. */
  drained(): Promise<void>;
  /** Reads no more; waits for what is under way. */
  stop(): Promise<void>;
}

/** Waits, or less when the signal is aborted first. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
