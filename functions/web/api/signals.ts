import * as z from 'zod';
import { listSignals, readSignal } from '../../../shared/signals/read-signals.ts';
import { recordSignalEvent } from '../../../shared/signals/record-signal-event.ts';
import {
  listSignalsQuerySchema,
  signalDetailSchema,
  signalEventBodySchema,
  signalListSchema,
  signalWithHistorySchema,
} from '../../../shared/signals/signals-api.ts';
import { auditOwnAuthority } from '../http/audit.ts';
import { defineChange, defineRead } from './route.ts';

const params = z.object({ signalId: z.string() });

export const signalRoutes = [
  defineRead({
    id: 'listSignals',
    path: '/api/v1/signals',
    summary: 'List the signals of an authority, how useful they were, and what the latest runs did',
    permission: 'readThemes',
    audit: 'unaudited',
    query: listSignalsQuerySchema,
    response: signalListSchema,
    handle: ({ query, caller, now }, dependencies) => listSignals(dependencies, query, caller, now),
  }),
  defineRead({
    id: 'readSignal',
    path: '/api/v1/signals/{signalId}',
    summary: 'Read one signal, with its evidence and what was done about it',
    permission: 'readThemes',
    audit: 'unaudited',
    params,
    response: signalDetailSchema,
    handle: ({ params: { signalId }, caller }, dependencies) =>
      readSignal(dependencies, signalId, caller),
  }),
  defineChange({
    id: 'recordSignalEvent',
    method: 'post',
    path: '/api/v1/signals/{signalId}/events',
    summary: 'Record that you saw, judged, acted on or closed a signal',
    permission: 'respondToSignals',
    /** The use case refuses a signal of another authority. A signal names no child. */
    audit: ({ params: { signalId }, caller }) => [auditOwnAuthority('signal', signalId, caller)],
    params,
    body: signalEventBodySchema,
    response: signalWithHistorySchema,
    status: 200,
    handle: ({ params: { signalId }, body, caller, now }, dependencies) =>
      recordSignalEvent(dependencies, signalId, body, caller, now),
  }),
];
