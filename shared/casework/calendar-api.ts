import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';

/** Nothing is to be said about a new calendar. */
export const createCalendarBodySchema = z.strictObject({}).meta({ id: 'CreateCalendarBody' });

const feedIdSchema = z.string().meta({ examples: ['cal-0c7a5b3f9e1d4286a0b1c2d3e4f50617'] });

/** A calendar that the caller can subscribe to; its address is shown once, when it is made. */
export const calendarFeedViewSchema = z
  .object({ feedId: feedIdSchema, createdAt: instantSchema })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeedView = z.infer<typeof calendarFeedViewSchema>;

export const createdCalendarViewSchema = z
  .object({
    feedId: feedIdSchema,
    createdAt: instantSchema,
    url: z.url().meta({
      description: 'To subscribe to. Whoever has it can read it; it is not shown again.',
    }),
  })
  .meta({ id: 'CreatedCalendarFeed' });
export type CreatedCalendarView = z.infer<typeof createdCalendarViewSchema>;

export const calendarFeedListSchema = z
  .object({ items: z.array(calendarFeedViewSchema) })
  .meta({ id: 'CalendarFeedList' });
export type CalendarFeedListView = z.infer<typeof calendarFeedListSchema>;

/** The token instead of a sign-in: calendar programs have nothing else. */
export const readCalendarQuerySchema = z.strictObject({ token: z.string().min(1).max(100) });
