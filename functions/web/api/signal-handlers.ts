import { listSignals } from '../../../shared/signals/read-signals.ts';
import { readSignal } from '../../../shared/signals/read-signals.ts';
import { recordSignalEvent } from '../../../shared/signals/record-signal-event.ts';
import type { SIGNAL_OPERATIONS } from './signal-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

/** Answers what seems to be emerging, and takes in what people did about it. */
export const signalHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof SIGNAL_OPERATIONS> => ({
  listSignals: ({ query, caller, now }) => listSignals(dependencies, query, caller, now),
  readSignal: ({ params, caller }) => readSignal(dependencies, params['signalId'] ?? '', caller),
  recordSignalEvent: ({ params, body, caller, now }) =>
    recordSignalEvent(dependencies, params['signalId'] ?? '', body, caller, now),
});
