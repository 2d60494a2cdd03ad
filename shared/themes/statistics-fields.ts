import * as z from 'zod';
import { isIsoWeek } from '../kernel/iso-week.ts';
import { isCalendarDate } from '../kernel/rfc3339.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';

/** What evidence is counted under: harms in their contexts, factors that push or pull a child away. */
export const THEME_KINDS = ['harm', 'push', 'pull'] as const;

const daySchema = z
  .string()
  .regex(/^2\d{3}-/)
  .refine(isCalendarDate);

/** A code of a list; which ones there are is data. */
export const codeParameterSchema = z
  .string()
  .max(64)
  .optional()
  .meta({ description: 'A code of its list, see `GET /api/v1/codes`.' });

/** Of whose picture, and of which weeks of it. */
export const statisticsQueryFields = {
  authority: gssCodeSchema.meta({ description: "One of the caller's authorities." }),
  locality: z.string().max(128).optional().meta({
    description:
      'A locality of the authority by its id; `unknown`: what nobody could place; `outside`: what lies in no area of ours.',
  }),
  from: daySchema.optional().meta({
    description:
      'First day, `YYYY-MM-DD` in London; its whole ISO week counts. Without it: 13 weeks up to the last.',
    examples: ['2026-08-24'],
  }),
  to: daySchema.optional().meta({
    description:
      'Last day, `YYYY-MM-DD` in London; its whole ISO week counts, up to the week that is under way. Without it: that week.',
    examples: ['2026-11-22'],
  }),
};

export const weekSchema = z
  .string()
  .refine(isIsoWeek)
  .meta({ description: 'ISO week in London.', examples: ['2026-W47'] });

const daySeenSchema = z.iso.date().meta({ description: 'In London; included.' });

/** Whole weeks. */
export const weekPeriodSchema = z
  .object({
    from: daySeenSchema.meta({ description: 'A Monday, in London.' }),
    to: daySeenSchema.meta({ description: 'A Sunday, in London; included.' }),
    firstWeek: weekSchema,
    lastWeek: weekSchema,
    weeks: z.int().positive(),
  })
  .meta({ id: 'WeekPeriod', description: 'Whole ISO weeks in London.' });

/** The weeks that an answer is about. */
export const requestedPeriodSchema = z
  .object({
    ...weekPeriodSchema.shape,
    widened: z.boolean().meta({
      description: 'Days were added to those that were asked for, so that the weeks are whole.',
    }),
    underWay: z.boolean().meta({
      description: 'The last week is not over: what is told in the rest of it is still missing.',
    }),
  })
  .meta({ id: 'PeriodAsked' });

export const countSchema = z.int().nonnegative();

/** How many; children, debriefs and places are counted once each. */
export const themeCountsSchema = z
  .object({
    items: countSchema.meta({ description: 'Things that were told.' }),
    debriefs: countSchema,
    children: countSchema.meta({ description: 'Distinct ones.' }),
    places: countSchema.meta({ description: 'Distinct ones, of those that are known.' }),
  })
  .meta({ id: 'PictureCounts' });

export const labelsSchema = z.record(z.string(), z.record(z.string(), z.string())).meta({
  id: 'PictureLabels',
  description: 'Codes as people read them, by list: `harm`, `context`, `locality` …',
});

export const limitsSchema = z.string().meta({ description: 'What these counts cannot tell.' });

export const notesSchema = z
  .array(z.string())
  .meta({ description: 'How to read these figures, in plain words.' });

/** Stands with every view of the localities' picture (issue of the house: counts that are read as more than they are). */
export const COUNTS_CANNOT_TELL =
  'Only children who were offered and accepted a return home interview, or for whom a parent or carer spoke, are in these counts, and of them only what they told. They cannot tell how often something happens, and a place without counts is not a safe place.';
