import * as z from 'zod';
import { gssCodeSchema, taskIdSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { isCalendarDate } from '../kernel/rfc3339.ts';
import { LATE_REASONS, NOT_POSSIBLE_REASONS } from '../episodes/action.ts';

export const TIMESCALE_GROUPINGS = [
  'none',
  'locality',
  'team',
  'looked-after',
  'placement',
  'category',
  'risk-level',
  'employer',
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
      'Groups beside the whole. `placement`: at home, in care in the area, in care out of it, or not known. `risk-level`: the present one. `employer`: of the interviews, the provider or authority for whom the interviewer works; null for the responsible authority itself, and for episodes without an interview.',
  }),
});

export type TimescalesQuery = z.infer<typeof timescalesQuerySchema>;

const count = z.int().nonnegative();

const rateSchema = z.object({ numerator: count, denominator: count }).meta({
  id: 'Rate',
  description: 'With a denominator of 0 there is no rate: it is not 0 %.',
});

const hoursSchema = z
  .object({
    count: count.meta({ description: 'Of how many episodes it is known.' }),
    lowerQuartile: z.number().nullable(),
    median: z.number().nullable(),
    upperQuartile: z.number().nullable(),
  })
  .meta({
    id: 'Hours',
    description:
      'Elapsed hours after the return, to a tenth; 0 for what happened before it. Null without any.',
  });
export type Hours = z.infer<typeof hoursSchema>;

/** Numbers behind which the episodes can be listed. */
export const LISTED_COUNTS = [
  'episodes',
  'offered',
  'offeredWithin72h',
  'completed',
  'completedWithin72h',
  'completedLate',
  'completedBeforeReturn',
  'notIndependent',
  'wished',
  'wishMet',
  'declinedFirst',
  'declined',
  'notPossible',
  'open',
  'openLate',
  'notMeasurable',
  'withdrawn',
  'heldThenWithdrawn',
  'matured',
] as const;
export type ListedCount = (typeof LISTED_COUNTS)[number];

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
    children: count.meta({
      description: 'Distinct children of these episodes, as far as police said who they are.',
    }),
    offered: count,
    offeredWithin72h: count,
    hoursToOffer: hoursSchema,
    completed: count,
    completedWithin72h: count,
    completedLate: count,
    lateReasons: z
      .object(
        Object.fromEntries(LATE_REASONS.map((reason) => [reason, count])) as Record<
          (typeof LATE_REASONS)[number],
          typeof count
        >,
      )
      .extend({ notGiven: count })
      .meta({ description: 'Of those completed late. They add up to `completedLate`.' }),
    hoursToInterview: hoursSchema,
    completedBeforeReturn: count.meta({
      description:
        'Of those within 72 hours: held after the child was found, but before the return that police told us. Flagged `interview-before-return`.',
    }),
    notIndependent: count.meta({
      description:
        'Of those completed: held by somebody involved in the care of the child, for whom the child asked.',
    }),
    wished: count.meta({
      description: 'Of those completed: the child had asked for somebody of the authority.',
    }),
    wishMet: count.meta({ description: 'Of those: whoever they asked for held the interview.' }),
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
    withdrawn: count.meta({
      description: 'Tasks of cancelled episodes. In no other count but `heldThenWithdrawn`.',
    }),
    heldThenWithdrawn: count.meta({
      description: 'Of those withdrawn: an interview had been held. Not in `completed`.',
    }),
    matured: count.meta({
      description:
        'Episodes whose 72 hours are over, or whose interview was held, without those that are not measurable.',
    }),
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
      completedWithin72hOfEpisodes: rateSchema.meta({
        description: 'Of all episodes, also those whose 72 hours are not over yet.',
      }),
      completedWithin72hOfMatured: rateSchema.meta({
        description: 'Of the episodes that can no longer change from late to in time.',
      }),
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
    incidents: z
      .object({
        returned: count.meta({ description: 'As `whole.episodes`.' }),
        foundNotReturned: count.meta({
          description: 'Found on a day of the period; the return is not confirmed yet.',
        }),
        foundNotReturnedInterviewed: count.meta({
          description: 'Of those, with an interview that was held: in no other figure yet.',
        }),
        stillMissing: count.meta({
          description: 'Reported on a day of the period, and missing still.',
        }),
      })
      .meta({ description: 'All absences that are not cancelled, returned or not.' }),
    whole: timescalesSchema,
    interviewsInSeveralGroups: z.array(z.string()).meta({
      description:
        'Interviews that cover episodes of several groups and are counted in each: why the interviews of the groups add up to more than those of the whole.',
    }),
    groups: z.array(
      z.object({
        group: z.string().nullable().meta({ description: 'Null where it is not known.' }),
        timescales: timescalesSchema,
      }),
    ),
  })
  .meta({ id: 'Timescales' });

export type TimescalesView = z.infer<typeof timescalesViewSchema>;

export const countedTasksQuerySchema = timescalesQuerySchema.omit({ by: true }).extend({
  count: z.enum(LISTED_COUNTS).meta({ description: 'The number behind which the tasks are.' }),
});
export type CountedTasksQuery = z.infer<typeof countedTasksQuerySchema>;

export const countedTasksViewSchema = z
  .object({
    count: z.enum(LISTED_COUNTS),
    asOf: instantSchema,
    items: z.array(
      z.object({
        taskId: taskIdSchema,
        returnedAt: instantSchema.nullable(),
        dueAt: instantSchema.nullable(),
        team: z.string().nullable(),
        locality: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CountedTasks' });
export type CountedTasksView = Immutable<z.infer<typeof countedTasksViewSchema>>;
