import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { CONFIDENCES } from '../intelligence/item.ts';
import { THEME_GROUPINGS } from './theme-groups.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import {
  codeParameterSchema,
  countSchema,
  labelsSchema,
  limitsSchema,
  notesSchema,
  requestedPeriodSchema,
  themeCountsSchema,
  statisticsQueryFields,
  THEME_KINDS,
  weekPeriodSchema,
  weekSchema,
} from './statistics-fields.ts';

export const themesQuerySchema = z.strictObject({
  ...statisticsQueryFields,
  harm: codeParameterSchema,
  context: codeParameterSchema,
  kind: z.enum(THEME_KINDS).default('harm').meta({
    description: 'Harms by context, or push or pull factors.',
  }),
  by: z.enum(THEME_GROUPINGS).default('theme').meta({
    description:
      '`theme` is a harm in a context, or a factor, in one locality. Use `harm` and `context` with harms, `factor` with push and pull factors.',
  }),
});
export type ThemesQuery = z.infer<typeof themesQuerySchema>;

const weekly = z.array(countSchema);

const trendSchema = z.object({ items: weekly, debriefs: weekly, children: weekly }).meta({
  id: 'ThemeTrend',
  description:
    'One number for each of `weeks`, in the same order. Children are distinct within a week.',
});

const figures = {
  counts: themeCountsSchema,
  byConfidence: z.partialRecord(z.enum([...CONFIDENCES, 'not-stated']), themeCountsSchema).meta({
    description:
      'How sure the practitioner was. A child may be counted under several, so these do not add up.',
  }),
  before: themeCountsSchema.meta({
    description:
      'In the period of the same length before; for a group by week, in the week before.',
  }),
  difference: z
    .object({ items: z.int(), debriefs: z.int(), children: z.int(), places: z.int() })
    .meta({ id: 'ThemeDifference', description: 'Now minus before.' }),
  isNew: z
    .boolean()
    .meta({ description: 'Disclosed in this period and never in the period before.' }),
};

const recentSchema = z
  .object({
    weeks: weekPeriodSchema,
    children: countSchema.meta({ description: 'Distinct children in the last four weeks.' }),
    usual: z.number().nullable().meta({
      description:
        'Mean of up to twelve earlier periods of four weeks; null when too little is recorded.',
    }),
    exceedance: z.number().nullable().meta({
      description: 'Probability of this count or more by chance (Poisson); null when not known.',
    }),
    sentence: z.string(),
  })
  .meta({ id: 'RecentTheme' });

const inCommon = z.string().nullable().meta({
  description: 'The value that the whole group shares; null where the group may have several.',
});

const themeGroupSchema = z
  .object({
    group: z.object({
      locality: inCommon,
      harm: inCommon,
      context: inCommon,
      factor: inCommon,
      week: weekSchema.nullable(),
    }),
    ...figures,
    trend: trendSchema.nullable().meta({ description: 'Null for a group that is one week.' }),
    recent: recentSchema.nullable().meta({
      description:
        'The last four weeks; only when grouped by theme, and when the period includes the present week.',
    }),
  })
  .meta({ id: 'ThemeGroup' });

export const themesViewSchema = z
  .object({
    authority: gssCodeSchema,
    asOf: instantSchema,
    kind: z.enum(THEME_KINDS),
    by: z.enum(THEME_GROUPINGS),
    period: requestedPeriodSchema,
    before: weekPeriodSchema.meta({ description: 'The period it is compared with.' }),
    weeks: z.array(weekSchema).meta({ description: 'Every week of the period.' }),
    whole: z.object({ ...figures, trend: trendSchema }).meta({
      description:
        'All groups together. Each child is counted once, so it is not the sum of the groups.',
    }),
    groups: z
      .array(themeGroupSchema)
      .meta({ description: 'Most children first; by week, in the order of weeks.' }),
    labels: labelsSchema,
    notes: notesSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'Themes' });
export type ThemesView = z.infer<typeof themesViewSchema>;
