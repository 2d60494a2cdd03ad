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

/** Which themes of an authority, and by what they are put together. */
export const themesQuerySchema = z.strictObject({
  ...statisticsQueryFields,
  harm: codeParameterSchema,
  context: codeParameterSchema,
  kind: z.enum(THEME_KINDS).default('harm').meta({
    description: 'Harms in their contexts, or the factors that push or pull children away.',
  }),
  by: z.enum(THEME_GROUPINGS).default('theme').meta({
    description:
      '`theme`: a harm in its context, or a factor, in one locality. `harm` and `context` are of harms, `factor` of push and pull factors.',
  }),
});
export type ThemesQuery = z.infer<typeof themesQuerySchema>;

const weekly = z.array(countSchema);

const trendSchema = z.object({ items: weekly, debriefs: weekly, children: weekly }).meta({
  id: 'ThemeTrend',
  description:
    'One number for each of `weeks`, in their order, zeros too. Children are distinct within a week.',
});

const figures = {
  counts: themeCountsSchema,
  byConfidence: z.partialRecord(z.enum([...CONFIDENCES, 'not-stated']), themeCountsSchema).meta({
    description: 'Of the practitioner. One child may stand under several: they do not add up.',
  }),
  before: themeCountsSchema.meta({
    description:
      'In the period of the same length right before; of a group by week: in the week before.',
  }),
  difference: z
    .object({ items: z.int(), debriefs: z.int(), children: z.int(), places: z.int() })
    .meta({ id: 'PictureDifference', description: 'Now less before.' }),
  isNew: z.boolean().meta({ description: 'Told of now, and not once in the period before.' }),
};

const recentSchema = z
  .object({
    weeks: weekPeriodSchema,
    children: countSchema.meta({ description: 'Distinct ones, in the last four weeks.' }),
    usual: z.number().nullable().meta({
      description:
        'Mean of up to twelve stretches of four weeks before; null: too little is recorded to say.',
    }),
    exceedance: z.number().nullable().meta({
      description: 'How likely so many, or more, are by chance (Poisson); null: not known.',
    }),
    sentence: z.string(),
  })
  .meta({ id: 'RecentTheme' });

const inCommon = z
  .string()
  .nullable()
  .meta({ description: 'What the group has in common; null where it need not agree.' });

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
    trend: trendSchema.nullable().meta({ description: 'Null of a group that is one week.' }),
    recent: recentSchema.nullable().meta({
      description:
        'The last four weeks in plain words; only by theme, and when the period reaches the week that is under way.',
    }),
  })
  .meta({ id: 'ThemeGroup' });

/** What children told of an authority's localities; names no child. */
export const themesViewSchema = z
  .object({
    authority: gssCodeSchema,
    asOf: instantSchema,
    kind: z.enum(THEME_KINDS),
    by: z.enum(THEME_GROUPINGS),
    period: requestedPeriodSchema,
    before: weekPeriodSchema.meta({ description: 'What the period is held against.' }),
    weeks: z.array(weekSchema).meta({ description: 'Every week of the period.' }),
    whole: z.object({ ...figures, trend: trendSchema }).meta({
      description:
        'Of all groups together. Each child counts once: it is not the sum of the groups.',
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
