import * as z from 'zod';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { isCalendarDate } from '../kernel/rfc3339.ts';
import { NOT_POSSIBLE_REASONS } from '../episodes/action.ts';

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

export const timescalesQuerySchema = z.strictObject({
  authority: gssCodeSchema,
  from: daySchema.meta({ description: 'First day of return, `YYYY-MM-DD` in London.' }),
  to: daySchema.meta({ description: 'Last day of return, included, `YYYY-MM-DD` in London.' }),
  by: z.enum(TIMESCALE_GROUPINGS).default('none').meta({
    description:
      'Groups beside the whole. `placement`: at home, in care in the area, in care out of it, or not known. `risk-level`: the present one.',
  }),
});

export type TimescalesQuery = z.infer<typeof timescalesQuerySchema>;

const count = z.int().nonnegative();

const rateSchema = z.object({ numerator: count, denominator: count }).meta({
  id: 'Rate',
  description: 'With a denominator of 0 there is no rate: it is not 0 %.',
});

/**
 * Each episode is exactly one of completed, declined, not possible, open or not measurable
 * (docs/domain.md section 4).
 */
const timescalesSchema = z
  .object({
    episodes: count.meta({
      description:
        'Episodes whose child returned, without withdrawn tasks: the sum of completed, declined, notPossible, open and notMeasurable.',
    }),
    offered: count,
    offeredWithin72h: count,
    completed: count,
    completedWithin72h: count,
    completedBeforeReturn: count.meta({
      description:
        'Of those within 72 hours: held after the child was found, but before the return that police told us. Flagged `interview-before-return`.',
    }),
    declinedFirst: count.meta({
      description: 'Of those completed: the child first declined, and talked later.',
    }),
    declined: count,
    notPossible: z.object(
      Object.fromEntries(NOT_POSSIBLE_REASONS.map((reason) => [reason, count])) as Record<
        (typeof NOT_POSSIBLE_REASONS)[number],
        typeof count
      >,
    ),
    open: count,
    openLate: count.meta({ description: 'Open tasks that are past their 72 hours.' }),
    notMeasurable: count.meta({
      description:
        'Interviews dated before the child was found (or reported, where that is not known): counted in `episodes` only, and in no rate.',
    }),
    withdrawn: count.meta({ description: 'Tasks of cancelled episodes. In no other count.' }),
    authorityAssumed: count.meta({
      description:
        'Of these episodes, those whose responsible authority police did not state, where it matters.',
    }),
    interviews: count.meta({
      description: 'Interviews held. One interview can cover several episodes.',
    }),
    interviewsWithin72h: count.meta({
      description: 'Interviews in time for every episode of the period that they cover.',
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
export type Timescales = Immutable<z.infer<typeof timescalesSchema>>;
export type Rate = Timescales['rates']['offered'];

export const timescalesViewSchema = z
  .object({
    authority: gssCodeSchema,
    from: instantSchema.meta({ description: 'Returned from then on.' }),
    to: instantSchema.meta({ description: 'Returned before then.' }),
    asOf: instantSchema,
    by: z.enum(TIMESCALE_GROUPINGS),
    whole: timescalesSchema,
    groups: z.array(
      z.object({
        group: z.string().nullable().meta({ description: 'Null where it is not known.' }),
        timescales: timescalesSchema,
      }),
    ),
  })
  .meta({ id: 'Timescales' });

export type TimescalesView = z.infer<typeof timescalesViewSchema>;
