import {
  listSignalsQuerySchema,
  signalDetailSchema,
  signalListSchema,
  signalWithHistorySchema,
  signalEventBodySchema,
} from '../../../shared/signals/signals-api.ts';
import { NO_BODY, type Operation } from './operation.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';

/** What seems to be emerging, and what people did about it. */
export const SIGNAL_OPERATIONS = {
  listSignals: {
    method: 'get',
    path: '/api/v1/signals',
    summary: 'Signals of an authority, how useful they were, and what the latest runs looked at',
    query: listSignalsQuerySchema,
    body: NO_BODY,
    response: signalListSchema,
    status: 200,
    audited: 'open',
  },
  readSignal: {
    method: 'get',
    path: '/api/v1/signals/{signalId}',
    summary: 'One signal, with what it is made of and what was done about it',
    query: noQuerySchema,
    body: NO_BODY,
    response: signalDetailSchema,
    status: 200,
    audited: 'open',
  },
  recordSignalEvent: {
    method: 'post',
    path: '/api/v1/signals/{signalId}/events',
    summary: 'Record that you saw a signal, judged it, acted on it or close it',
    query: noQuerySchema,
    body: signalEventBodySchema,
    response: signalWithHistorySchema,
    status: 200,
    audited: 'signal',
  },
} as const satisfies Record<string, Operation>;
