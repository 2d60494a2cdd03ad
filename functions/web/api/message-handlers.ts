import { listOutbox } from '../../../shared/messaging/outbox.ts';
import { recordDelivery } from '../../../shared/messaging/record-delivery.ts';
import { NOT_FOUND } from '../../../shared/kernel/result.ts';
import type { MESSAGE_OPERATIONS } from './message-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';
import {
  createCalendarFeed,
  listCalendarFeeds,
  revokeCalendarFeed,
} from '../../../shared/casework/calendar-feeds.ts';

/** Answers for calendars, and for messages that went out. */
export const messageHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof MESSAGE_OPERATIONS> => ({
  createCalendarFeed: ({ caller, now }) => createCalendarFeed(dependencies, caller, now),
  listCalendarFeeds: ({ caller }) => listCalendarFeeds(dependencies, caller),
  revokeCalendarFeed: ({ params, caller }) =>
    revokeCalendarFeed(dependencies, params['feedId'] ?? '', caller),
  /** Loaded only when it is asked for: what writes calendars is large. */
  readCalendar: async ({ query, now }) => {
    const { readCalendar } = await import('../../../shared/casework/read-calendar.ts');
    return readCalendar(dependencies, query.token, now);
  },
  listOutbox: async ({ query }) => {
    const { readOutbox } = dependencies;
    return readOutbox === null ? NOT_FOUND : { value: await listOutbox({ readOutbox }, query) };
  },
  recordMessageStatus: async ({ body, now }) => {
    const { reportUndeliverable } = dependencies.notify;
    await recordDelivery({ ...dependencies, reportUndeliverable }, body, now);
    return { value: {} };
  },
});
