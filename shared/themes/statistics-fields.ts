import * as z from 'zod';
import { isIsoWeek } from '../kernel/iso-week.ts';
import { isCalendarDate } from '../kernel/rfc3339.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';

export const THEME_KINDS = ['harm', 'push', 'pull'] as const;

const daySchema = z
  .string()
  .regex(/^2\d{3}-/)
  .refine(isCalendarDate);

export const codeParameterSchema = z
  .string()
  .max(64)
  .optional()
  .meta({ description: 'A code of its list, see `GET /api/v1/codes`.' });

export const statisticsQueryFields = {
  authority: gssCodeSchema.meta({ description: "One of the caller's authorities." }),
  locality: z.string().max(128).optional().meta({
    description:
      'Id of a locality of the authority; `unknown` when the place is not known; `outside` for places outside the areas covered here.',
  }),
  from: daySchema.optional().meta({
    description:
      'First day, `YYYY-MM-DD` in London; its whole ISO week is included. The default is 13 weeks up to the last.',
    examples: ['2026-08-24'],
  }),
  to: daySchema.optional().meta({
    description:
      'Last day, `YYYY-MM-DD` in London; its whole ISO week is included, up to the present week, which is the default.',
    examples: ['2026-11-22'],
  }),
};

export const weekSchema = z
  .string()
  .refine(isIsoWeek)
  .meta({ description: 'ISO week in London.', examples: ['2026-W47'] });

const daySeenSchema = z.iso.date().meta({ description: 'In London; included.' });

export const weekPeriodSchema = z
  .object({
    from: daySeenSchema.meta({ description: 'A Monday, in London.' }),
    to: daySeenSchema.meta({ description: 'A Sunday, in London; included.' }),
    firstWeek: weekSchema,
    lastWeek: weekSchema,
    weeks: z.int().positive(),
  })
  .meta({ id: 'WeekPeriod', description: 'Whole ISO weeks in London.' });

export const requestedPeriodSchema = z
  .object({
    ...weekPeriodSchema.shape,
    widened: z.boolean().meta({
      description: 'Days were added to those you asked for, to make whole weeks.',
    }),
    underWay: z.boolean().meta({
      description: 'The last week is not over, so its counts will rise.',
    }),
  })
  .meta({ id: 'RequestedPeriod' });

export const countSchema = z.int().nonnegative();

export const themeCountsSchema = z
  .object({
    items: countSchema.meta({ description: 'Intelligence items and factors.' }),
    debriefs: countSchema,
    children: countSchema.meta({ description: 'Distinct children.' }),
    places: countSchema.meta({ description: 'Distinct known places.' }),
  })
  .meta({ id: 'ThemeCounts' });

export const labelsSchema = z.record(z.string(), z.record(z.string(), z.string())).meta({
  id: 'Labels',
  description: 'Labels of the codes by list: `harm`, `context`, `locality` and so on.',
});

export const limitsSchema = z.string().meta({ description: 'What these counts do not show.' });

export const notesSchema = z.array(z.string()).meta({ description: 'How to read these figures.' });

/** Shown with all theme statistics, so that nobody reads more into the counts than they say. */
export const COUNTS_LIMITATIONS =
  'These counts include only children who accepted a return home interview, or for whom a parent or carer spoke, and only what they disclosed. They do not show how often something happens, and a place without counts is not a safe place.';
