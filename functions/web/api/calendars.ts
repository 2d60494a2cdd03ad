import * as z from 'zod';
import type { Caller } from '../../../shared/access/caller.ts';
import {
  calendarFeedListSchema,
  calendarFeedViewSchema,
  createCalendarBodySchema,
  createCalendarFeed,
  createdCalendarViewSchema,
  listCalendarFeeds,
  readCalendarQuerySchema,
  revokeCalendarFeed,
} from '../../../shared/casework/calendar-feeds.ts';
import type { AuditedAccess } from '../../../shared/access/audit.ts';
import { defineChange, defineRead } from './route.ts';

const auditOwnCalendars = ({ caller }: { readonly caller: Caller }): readonly AuditedAccess[] => [
  {
    what: { kind: 'calendar-feeds', id: caller.subject, taskId: null, childId: null },
    why: 'oneself',
  },
];

export const calendarRoutes = [
  defineChange({
    id: 'createCalendarFeed',
    method: 'post',
    path: '/api/v1/calendar-feeds',
    summary: 'Create a calendar to subscribe to; its address is shown only now',
    permission: 'manageOwnCalendars',
    audit: auditOwnCalendars,
    body: createCalendarBodySchema,
    response: createdCalendarViewSchema,
    status: 201,
    handle: ({ caller, now }, dependencies) => createCalendarFeed(dependencies, caller, now),
  }),
  defineRead({
    id: 'listCalendarFeeds',
    path: '/api/v1/calendar-feeds',
    summary: 'List your calendars, without their addresses',
    permission: 'manageOwnCalendars',
    audit: 'unaudited',
    response: calendarFeedListSchema,
    handle: ({ caller }, dependencies) => listCalendarFeeds(dependencies, caller),
  }),
  defineChange({
    id: 'revokeCalendarFeed',
    method: 'delete',
    path: '/api/v1/calendar-feeds/{feedId}',
    summary: 'Revoke one of your calendars, so that its address stops working',
    permission: 'manageOwnCalendars',
    audit: auditOwnCalendars,
    params: z.object({ feedId: z.string() }),
    response: calendarFeedViewSchema,
    status: 200,
    handle: ({ params: { feedId }, caller }, dependencies) =>
      revokeCalendarFeed(dependencies, feedId, caller),
  }),
  defineRead({
    id: 'readCalendar',
    path: '/api/v1/calendar.ics',
    summary: 'Read deadlines and appointments of the owner of the token, by reference only',
    permission: 'public',
    audit: 'unaudited',
    mayBeAbsent: true,
    query: readCalendarQuerySchema,
    response: z.string(),
    mediaType: 'text/calendar',
    /** Imported when called: the calendar library is large. */
    handle: async ({ query, now }, dependencies) => {
      const { readCalendar } = await import('../../../shared/casework/read-calendar.ts');
      return readCalendar(dependencies, query.token, now);
    },
  }),
];
