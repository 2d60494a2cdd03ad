import type { LocalFunction } from './functions/local-function.ts';
import type { EventSource } from './sources/event-source.ts';

const invocations = (functions: readonly LocalFunction[]): number =>
  functions.reduce((sum, one) => sum + one.counts().invocations, 0);

/** Resolves after a whole round over the sources in which nothing was left and no function was woken. */
export const waitUntilIdle = async (
  sources: readonly EventSource[],
  functions: readonly LocalFunction[],
): Promise<void> => {
  for (;;) {
    const before = invocations(functions);
    for (const source of sources) await source.drained();
    if (invocations(functions) === before) return;
  }
};
