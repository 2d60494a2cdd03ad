import * as z from 'zod';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import { instantSchema } from '../kernel/instant.ts';
import { isCalendarDate } from '../kernel/rfc3339.ts';
import { NOT_POSSIBLE_REASONS } from '../episodes/action.ts';

/** By what timescales are told apart. */
export const TIMESCALE_GROUPINGS = [
  'none',
  'locality',
  'team',
  'looked-after',
  'placement',
  'category',
  'risk-level',
] as const;

export type TimescaleGrouping = (typeof TIMESCALE_GROUPINGS)[number];

const daySchema = z
  .string()
  .regex(/^2\d{3}-/)
  .refine(isCalendarDate)
  .meta({ description: 'A day in London, `YYYY-MM-DD`.', examples: ['2026-11-01'] });

/** Of which authority, and for children who returned when. */
export const timescalesQuerySchema = z.strictObject({
  authority: gssCodeSchema,
  from: daySchema.meta({ description: 'First day of return, `YYYY-MM-DD` in London.' }),
  to: daySchema.meta({ description: 'Last day of return, included, `YYYY-MM-DD` in London.' }),
  by: z.enum(TIMESCALE_GROUPINGS).default('none').meta({
    description:
      'Groups beside the whole. `placement`: in or out of area. `risk-level`: the present one.',
  }),
});

export type TimescalesQuery = z.infer<typeof timescalesQuerySchema>;

const count = z.int().nonnegative();

const rateSchema = z.object({ numerator: count, denominator: count }).meta({
  id: 'Rate',
  description: 'So many of so many. With a denominator of 0 there is no rate, not one of 0 %.',
});

const countsSchema = z
  .object({
    episodes: count.meta({
      description:
        'Whose child returned, without withdrawn tasks: the sum of completed, declined, notPossible, open and notMeasurable.',
    }),
    offered: count,
    offeredWithin72h: count,
    completed: count,
    completedWithin72h: count,
    declined: count,
    notPossible: z.object(
      Object.fromEntries(NOT_POSSIBLE_REASONS.map((reason) => [reason, count])) as Record<
        (typeof NOT_POSSIBLE_REASONS)[number],
        typeof count
      >,
    ),
    open: count,
    openLate: count.meta({ description: 'Of the open ones, those past their 72 hours.' }),
    notMeasurable: count.meta({
      description:
        'Held before the return, by what is recorded: in no other count than episodes, and in no rate.',
    }),
    withdrawn: count.meta({ description: 'Of cancelled episodes; in no other count.' }),
    interviews: count.meta({ description: 'Held; one may cover several episodes.' }),
    interviewsWithin72h: count.meta({
      description: 'In time for every episode of the period that the interview covers.',
    }),
    rates: z.object({
      offered: rateSchema,
      offeredWithin72h: rateSchema,
      completed: rateSchema,
      completedWithin72hOfEpisodes: rateSchema.meta({ description: 'Of all episodes.' }),
      completedWithin72hOfCompleted: rateSchema.meta({
        description: 'Of the episodes whose interview was held.',
      }),
      completedWithin72hOfInterviews: rateSchema.meta({ description: 'Of interviews held.' }),
    }),
  })
  .meta({ id: 'TimescaleCounts' });

/** How the interviews of an authority went, for the children who returned in a period. */
export const timescalesViewSchema = z
  .object({
    authority: gssCodeSchema,
    from: instantSchema.meta({ description: 'Returned from then on.' }),
    to: instantSchema.meta({ description: 'Returned before then.' }),
    asOf: instantSchema,
    by: z.enum(TIMESCALE_GROUPINGS),
    whole: countsSchema,
    groups: z.array(
      z.object({
        group: z.string().nullable().meta({ description: 'Null where it is not known.' }),
        timescales: countsSchema,
      }),
    ),
  })
  .meta({ id: 'Timescales' });

export type TimescalesView = z.infer<typeof timescalesViewSchema>;
