import * as z from 'zod';
import { hash } from '../kernel/hash.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';
import { NOT_FOUND, NOT_YOUR_ROLE, type Result } from '../kernel/result.ts';
import { type ItemKey, LAST, type Table } from '../database/table.ts';
import type { Caller } from '../access/caller.ts';
import type { Directory } from '../directory/directory.ts';
import { createStaffReader, type StaffStore } from '../directory/staff-store.ts';
import type { Tokens } from '../kernel/system-random.ts';
import { FaultError } from '../kernel/fault-error.ts';

const calendarFeedSchema = z.object({
  feedId: z.string().meta({ examples: ['cal-0c7a5b3f9e1d4286a0b1c2d3e4f50617'] }),
  tokenHash: z.string(),
  practitionerId: z.string(),
  authority: z.string(),
  createdAt: instantSchema,
});
export type CalendarFeed = z.infer<typeof calendarFeedSchema>;

export const createCalendarBodySchema = z.strictObject({}).meta({ id: 'CreateCalendarBody' });

export const calendarFeedViewSchema = calendarFeedSchema
  .pick({ feedId: true, createdAt: true })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeedView = z.infer<typeof calendarFeedViewSchema>;

export const createdCalendarViewSchema = calendarFeedViewSchema
  .extend({
    url: z.url().meta({
      description:
        'Subscribe to this address. Anyone who has it can read the calendar. It is not shown again.',
    }),
  })
  .meta({ id: 'CreatedCalendarFeed' });
export type CreatedCalendarView = z.infer<typeof createdCalendarViewSchema>;

export const calendarFeedListSchema = z
  .object({ items: z.array(calendarFeedViewSchema) })
  .meta({ id: 'CalendarFeedList' });
export type CalendarFeedListView = z.infer<typeof calendarFeedListSchema>;

/** Calendar programs cannot sign in, so the token is in the address. */
export const readCalendarQuerySchema = z.strictObject({ token: z.string().min(1).max(100) });

export interface CalendarStore {
  add(feed: CalendarFeed): Promise<void>;
  /** Null when no feed has this token, or the feed was revoked. */
  find(tokenHash: string): Promise<CalendarFeed | null>;
  list(practitionerId: string): Promise<readonly CalendarFeed[]>;
  revoke(feed: CalendarFeed): Promise<void>;
}

const toTokenKey = (tokenHash: string): ItemKey => ({ pk: `calendar#${tokenHash}`, sk: 'feed' });
const toOwnerPartition = (practitionerId: string): string => `calendars#${practitionerId}`;

/** Each feed is two items: one to find by its token, one to list by its owner. */
const listKeys = (feed: CalendarFeed): readonly [ItemKey, ItemKey] => [
  toTokenKey(feed.tokenHash),
  { pk: toOwnerPartition(feed.practitionerId), sk: `${feed.createdAt}#${feed.feedId}` },
];

const transactOrThrow = async (
  table: Table,
  writes: Parameters<Table['transact']>[0],
): Promise<void> => {
  const { outcome } = await table.transact(writes);
  if (outcome !== 'written')
    throw new FaultError('write-conflict', 'The calendar feed was changed at the same time.');
};

export const createCalendarStore = (table: Table): CalendarStore => ({
  add: (feed) =>
    transactOrThrow(
      table,
      listKeys(feed).map((key) => ({ put: { ...key, entity: 'calendar-feed', ...feed } })),
    ),
  find: async (tokenHash) => {
    const item = await table.get(toTokenKey(tokenHash));
    return item === null ? null : calendarFeedSchema.parse(item);
  },
  list: async (practitionerId) => {
    const items = await table.readPartition(toOwnerPartition(practitionerId), ' ', LAST);
    return items.map((item) => calendarFeedSchema.parse(item));
  },
  revoke: (feed) =>
    transactOrThrow(
      table,
      listKeys(feed).map((remove) => ({ remove })),
    ),
});

interface CalendarDependencies {
  readonly calendars: CalendarStore;
  readonly staff: Pick<StaffStore, 'read'>;
  readonly directory: Directory;
  readonly makeToken: Tokens;
  readonly publicUrl: string;
}

/** Only this hash of the token is stored. */
export const hashCalendarToken = (token: string): string => hash('calendar-token', token);

/** Null when no authority lists the caller as active staff. */
const findWorkplace = async (
  { staff, directory }: Pick<CalendarDependencies, 'staff' | 'directory'>,
  { subject, authorities }: Caller,
): Promise<string | null> => {
  const readStaff = createStaffReader({ staff, directory });
  const codes = directory.authorities.map(({ code }) => code);
  for (const code of codes.filter((one) => authorities === 'all' || authorities.includes(one))) {
    const { practitioners: people } = await readStaff(code);
    const own = people.find(({ practitionerId }) => practitionerId === subject);
    if (own !== undefined && !own.inactive) return code;
  }
  return null;
};

/** Each call creates another calendar. The address is returned only here. */
export const createCalendarFeed = async (
  dependencies: CalendarDependencies,
  caller: Caller,
  now: Instant,
): Promise<Result<CreatedCalendarView>> => {
  const { calendars, makeToken, publicUrl } = dependencies;
  const authority = await findWorkplace(dependencies, caller);
  if (authority === null) return NOT_YOUR_ROLE;
  const token = makeToken();
  const tokenHash = hashCalendarToken(token);
  const feedId = `cal-${hash('calendar-feed', tokenHash)}`;
  const { subject: practitionerId } = caller;
  await calendars.add({ feedId, tokenHash, practitionerId, authority, createdAt: now });
  const url = new URL('/api/v1/calendar.ics', publicUrl);
  url.searchParams.set('token', token);
  return { value: { feedId, createdAt: now, url: url.href } };
};

export const listCalendarFeeds = async (
  { calendars }: Pick<CalendarDependencies, 'calendars'>,
  caller: Caller,
): Promise<Result<CalendarFeedListView>> => {
  const feeds = await calendars.list(caller.subject);
  return { value: { items: feeds.map(({ feedId, createdAt }) => ({ feedId, createdAt })) } };
};

export const revokeCalendarFeed = async (
  { calendars }: Pick<CalendarDependencies, 'calendars'>,
  feedId: string,
  caller: Caller,
): Promise<Result<CalendarFeedView>> => {
  const feeds = await calendars.list(caller.subject);
  const feed = feeds.find((one) => one.feedId === feedId);
  if (feed === undefined) return NOT_FOUND;
  await calendars.revoke(feed);
  return { value: { feedId, createdAt: feed.createdAt } };
};
