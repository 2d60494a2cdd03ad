import { messageStatusBodySchema } from '../../../shared/messaging/record-delivery.ts';
import { listOutboxQuerySchema, outboxViewSchema } from '../../../shared/messaging/outbox.ts';
import * as z from 'zod';
import { NO_BODY, type Operation } from './operation.ts';
import {
  calendarFeedListSchema,
  calendarFeedViewSchema,
  createCalendarBodySchema,
  createdCalendarViewSchema,
  readCalendarQuerySchema,
} from '../../../shared/casework/calendar-feeds.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';

/** What reaches people elsewhere: calendars and messages. */
export const MESSAGE_OPERATIONS = {
  createCalendarFeed: {
    method: 'post',
    path: '/api/v1/calendar-feeds',
    summary: 'Make a calendar to subscribe to; its address is told this once',
    query: noQuerySchema,
    body: createCalendarBodySchema,
    response: createdCalendarViewSchema,
    status: 201,
    audited: 'own-calendars',
  },
  listCalendarFeeds: {
    method: 'get',
    path: '/api/v1/calendar-feeds',
    summary: 'Your calendars, without their addresses',
    query: noQuerySchema,
    body: NO_BODY,
    response: calendarFeedListSchema,
    status: 200,
    audited: 'open',
  },
  revokeCalendarFeed: {
    method: 'delete',
    path: '/api/v1/calendar-feeds/{feedId}',
    summary: 'End one of your calendars: its address leads nowhere from now on',
    query: noQuerySchema,
    body: NO_BODY,
    response: calendarFeedViewSchema,
    status: 200,
    audited: 'own-calendars',
  },
  readCalendar: {
    method: 'get',
    path: '/api/v1/calendar.ics',
    summary: 'Deadlines and appointments of whom the token was made for, by reference only',
    query: readCalendarQuerySchema,
    body: NO_BODY,
    response: z.string(),
    status: 200,
    mediaType: 'text/calendar',
    mayBeAbsent: true,
    audited: 'open',
  },
  listOutbox: {
    method: 'get',
    path: '/api/v1/outbox',
    summary:
      'Messages to people that were written to a folder instead of sent, newest first; on one machine only',
    query: listOutboxQuerySchema,
    body: NO_BODY,
    response: outboxViewSchema,
    status: 200,
    mayBeAbsent: true,
    audited: 'open',
  },
  recordMessageStatus: {
    method: 'post',
    path: '/api/v1/message-status',
    summary: 'For GOV.UK Notify: what became of a message',
    query: noQuerySchema,
    body: messageStatusBodySchema,
    response: z.undefined(),
    status: 204,
    mayBeAbsent: true,
    audited: 'open',
  },
} as const satisfies Record<string, Operation>;
