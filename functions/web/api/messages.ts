import * as z from 'zod';
import { NOT_FOUND } from '../../../shared/kernel/result.ts';
import {
  listOutbox,
  listOutboxQuerySchema,
  outboxViewSchema,
} from '../../../shared/messaging/outbox.ts';
import {
  messageStatusBodySchema,
  recordDelivery,
} from '../../../shared/messaging/record-delivery.ts';
import { defineChange, defineRead } from './route.ts';

export const messageRoutes = [
  defineRead({
    id: 'listOutbox',
    path: '/api/v1/outbox',
    summary:
      'List messages to staff that were written to a folder instead of sent, newest first; on one machine only',
    permission: 'readOutbox',
    audit: 'unaudited',
    mayBeAbsent: true,
    query: listOutboxQuerySchema,
    response: outboxViewSchema,
    handle: async ({ query }, { readOutbox }) =>
      readOutbox === null ? NOT_FOUND : { value: await listOutbox({ readOutbox }, query) },
  }),
  defineChange({
    id: 'recordMessageStatus',
    method: 'post',
    path: '/api/v1/message-status',
    summary: 'For GOV.UK Notify: record whether a message was delivered',
    permission: 'notify-callback',
    audit: 'unaudited',
    mayBeAbsent: true,
    body: messageStatusBodySchema,
    response: z.undefined(),
    status: 204,
    handle: async ({ body, now }, dependencies) => {
      const { reportUndeliverable } = dependencies.notify;
      await recordDelivery({ ...dependencies, reportUndeliverable }, body, now);
      return { value: {} };
    },
  }),
];
