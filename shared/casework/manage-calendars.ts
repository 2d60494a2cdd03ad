import type {
  CalendarFeedListView,
  CalendarFeedView,
  CreatedCalendarView,
} from './calendar-api.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, NOT_FOUND, NOT_YOUR_ROLE } from '../kernel/result.ts';
import { createStaffOf } from '../directory/staff-of-run.ts';
import type { CalendarPorts } from './calendar-ports.ts';
import type { Caller } from '../access/caller.ts';

/** A token is kept nowhere; this is what is kept of it. */
export const calendarTokenDigest = (token: string): string => hash('calendar-token', token);

/** The authority the caller works for; null for somebody who is nobody's practitioner. */
const workplaceOf = async (
  ports: Pick<CalendarPorts, 'staff' | 'directory'>,
  { subject, authorities }: Caller,
): Promise<string | null> => {
  const staffOf = createStaffOf(ports);
  const codes = ports.directory.authorities.map(({ code }) => code);
  for (const code of codes.filter((one) => authorities === 'all' || authorities.includes(one))) {
    const people = await staffOf(code);
    const own = people.find(({ practitionerId }) => practitionerId === subject);
    if (own !== undefined && !own.inactive) return code;
  }
  return null;
};

/** Makes a calendar for the caller and tells its address, this once. Each call makes another. */
export const createCalendarFeed = async (
  ports: CalendarPorts,
  caller: Caller,
  now: Instant,
): Promise<Result<CreatedCalendarView>> => {
  const authority = await workplaceOf(ports, caller);
  if (authority === null) return NOT_YOUR_ROLE;
  const token = ports.makeToken();
  const tokenDigest = calendarTokenDigest(token);
  const feedId = `cal-${hash('calendar-feed', tokenDigest)}`;
  const { subject: practitionerId } = caller;
  await ports.calendars.add({ feedId, tokenDigest, practitionerId, authority, createdAt: now });
  const url = new URL('/api/v1/calendar.ics', ports.publicUrl);
  url.searchParams.set('token', token);
  return { value: { feedId, createdAt: now, url: url.href } };
};

/** The caller's calendars, oldest first. */
export const listCalendarFeeds = async (
  { calendars }: Pick<CalendarPorts, 'calendars'>,
  caller: Caller,
): Promise<Result<CalendarFeedListView>> => {
  const feeds = await calendars.list(caller.subject);
  return { value: { items: feeds.map(({ feedId, createdAt }) => ({ feedId, createdAt })) } };
};

/** Ends one of the caller's calendars: its address leads nowhere from now on. */
export const revokeCalendarFeed = async (
  { calendars }: Pick<CalendarPorts, 'calendars'>,
  feedId: string,
  caller: Caller,
): Promise<Result<CalendarFeedView>> => {
  const feeds = await calendars.list(caller.subject);
  const feed = feeds.find((one) => one.feedId === feedId);
  if (feed === undefined) return NOT_FOUND;
  await calendars.revoke(feed);
  return { value: { feedId, createdAt: feed.createdAt } };
};
