import type { SIGNAL_OPERATIONS } from '../operations/signal-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

export const signalHandlers = (_: WebDependencies): HandlersOf<typeof SIGNAL_OPERATIONS> => ({});
