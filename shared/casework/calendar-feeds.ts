import * as z from 'zod';
import type { CalendarFeed, CalendarStore } from './calendars.ts';
import { instantSchema } from '../kernel/instant.ts';
import { type ItemKey, type Table, LAST } from '../database/table.ts';

const text = z.string();

const storedFeed: z.ZodType<CalendarFeed> = z.object({
  feedId: text,
  tokenDigest: text,
  practitionerId: text,
  authority: text,
  createdAt: instantSchema,
});

const feedsPartition = (practitionerId: string): string => `calendars#${practitionerId}`;

/** Under its token to be read, and under its owner to be listed. */
const keysOf = ({
  tokenDigest,
  practitionerId,
  createdAt,
  feedId,
}: CalendarFeed): readonly [ItemKey, ItemKey] => [
  { pk: `calendar#${tokenDigest}`, sk: 'feed' },
  { pk: feedsPartition(practitionerId), sk: `${createdAt}#${feedId}` },
];

const transactOrThrow = async (
  table: Table,
  writes: Parameters<Table['transact']>[0],
): Promise<void> => {
  const { outcome } = await table.transact(writes);
  if (outcome !== 'written') throw new Error('A calendar feed is being written by somebody else.');
};

/** Calendar feeds in the core table: both items of one come and go together. */
export const createCalendarStore = (table: Table): CalendarStore => ({
  add: (feed) =>
    transactOrThrow(
      table,
      keysOf(feed).map((key) => ({ put: { ...key, entity: 'calendar-feed', ...feed } })),
    ),
  find: async (tokenDigest) => {
    const item = await table.get({ pk: `calendar#${tokenDigest}`, sk: 'feed' });
    return item === null ? null : storedFeed.parse(item);
  },
  list: async (practitionerId) => {
    const items = await table.readPartition(feedsPartition(practitionerId), ' ', LAST);
    return items.map((item) => storedFeed.parse(item));
  },
  revoke: (feed) =>
    transactOrThrow(
      table,
      keysOf(feed).map((remove) => ({ remove })),
    ),
});
