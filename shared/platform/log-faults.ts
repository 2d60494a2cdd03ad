import type { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import { describeFault } from './fault.ts';

/** When a table is out of reach everything fails. A few faults in the log are enough. */
const MOST_FAULTS = 20;

const listFaults = (error: unknown): readonly unknown[] =>
  error instanceof AggregateError ? error.errors.slice(0, MOST_FAULTS) : [error];

/** Logs the code of each fault for which a function fails. It fails none the less. */
export const logFaults = (logger: Pick<Logger, 'error'>): MiddlewareObj => ({
  onError: ({ error }) => {
    for (const fault of listFaults(error))
      logger.error('The function failed', { fault: describeFault(fault) });
  },
});
