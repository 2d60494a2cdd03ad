/** How long a reader rests after it found nothing: longer each time, until somebody wakes it. */
export interface Rest {
  /** Something may have been written: the reader looks again soon. */
  wake(): void;
  take(): Promise<void>;
}

export const SHORTEST_REST_MS = 75;
export const LONGEST_REST_MS = 1000;

/** A pause ends early when its signal is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** However often it is woken, two looks are a short rest apart: a busy stack would do nothing but look. */
export const createRest = (pause: Pause, ending: AbortSignal): Rest => {
  let wakeUp = new AbortController();
  let nextMs = SHORTEST_REST_MS;
  const wake = (): void => {
    wakeUp.abort();
  };
  ending.addEventListener('abort', wake);
  return {
    wake,
    take: async () => {
      await pause(SHORTEST_REST_MS, ending);
      await pause(nextMs - SHORTEST_REST_MS, wakeUp.signal);
      nextMs = wakeUp.signal.aborted ? SHORTEST_REST_MS : Math.min(2 * nextMs, LONGEST_REST_MS);
      wakeUp = new AbortController();
    },
  };
};
