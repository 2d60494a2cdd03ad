import * as z from 'zod';

/** A queue or a table's stream that invokes a function. */
export interface EventSource {
  readonly id: string;
  start(): void;
  /** Resolves when everything that was there at the call has been delivered. */
  waitUntilEmpty(): Promise<void>;
  stop(): Promise<void>;
}

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

const RESPONSE = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * Which items of a batch failed, as Lambda reads a handler's answer: nothing or an empty list means none; an unreadable
 * answer, or an item that was not in the batch, means all. A failed invocation fails all.
 */
export const readFailedItems = (
  outcome: { readonly ok: false } | { readonly ok: true; readonly response: unknown },
  items: readonly string[],
  reportsItemFailures: boolean,
): ReadonlySet<string> => {
  if (!outcome.ok) return new Set(items);
  if (!reportsItemFailures) return new Set();
  const response = RESPONSE.nullable().safeParse(outcome.response);
  if (!response.success) return new Set(items);
  const failed = (response.data?.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
  return new Set(failed.every((item) => items.includes(item)) ? failed : items);
};
