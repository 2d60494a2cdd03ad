import * as z from 'zod';
import { INTERVIEWEES } from '../episodes/action.ts';
import { CONFIDENCES, WEEKDAYS } from '../intelligence/item.ts';
import { REFERRAL_STATUSES, REFERRED_TO } from '../episodes/referral.ts';
import { signalItemSchema } from '../signals/signals-api.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import { DAY_BANDS } from '../themes/mentions.ts';
import {
  countSchema,
  themeCountsSchema,
  weekPeriodSchema,
  weekSchema,
  limitsSchema,
} from '../themes/statistics-fields.ts';

export const profileHeading = {
  authority: z.object({ code: gssCodeSchema, name: z.string() }),
  locality: z.object({ id: z.string(), name: z.string() }),
  asOf: instantSchema,
  limits: limitsSchema,
};

const comparison = {
  now: themeCountsSchema,
  before: themeCountsSchema,
  difference: z
    .string()
    .meta({ description: 'Of distinct children, in words.', examples: ['3 more'] }),
};

const comparisonSchema = z.object(comparison).meta({ id: 'ProfileComparison' });

const lineSchema = z
  .object({ code: z.string(), label: z.string(), ...comparison })
  .meta({ id: 'ProfileLine' });

const theme = {
  harm: z.string(),
  context: z.string(),
  label: z.string().meta({ examples: ['criminal exploitation at transport hubs'] }),
};

const buildCountsSchema = <Word extends string>(words: readonly Word[]) =>
  z.object(
    Object.fromEntries(words.map((word) => [word, countSchema])) as Record<
      Word,
      typeof countSchema
    >,
  );

const basisSchema = z
  .object({
    debriefs: buildCountsSchema(INTERVIEWEES).meta({
      description: 'Debriefs about this locality in the quarter, by who spoke.',
    }),
    recordedFrom: weekSchema.nullable().meta({
      description:
        'First week of the two quarters in which the authority recorded anything about any locality. Null: none.',
    }),
    ofOtherAuthorities: countSchema.meta({
      description: 'Of these, debriefs with children of other authorities.',
    }),
    interviews: z
      .object({
        ofAuthority: countSchema,
        ofLocality: z
          .object({
            held: countSchema,
            aboutLocality: countSchema.meta({
              description: 'Of these, interviews whose debrief is about this locality.',
            }),
          })
          .nullable()
          .meta({
            description:
              'Interviews with children who live there. Null for `unknown` and `outside`.',
          }),
      })
      .meta({
        description:
          'Completed return home interviews held in the quarter, with children who returned in either quarter.',
      }),
  })
  .meta({ id: 'ProfileBasis' });

const trendSchema = z
  .object({
    weeks: z.array(weekSchema).meta({ description: 'Of both quarters.' }),
    children: z
      .array(countSchema)
      .meta({ description: 'Distinct children in each week, in any theme.' }),
    debriefs: z.array(countSchema),
    themes: z.array(z.object({ ...theme, children: z.array(countSchema) })).meta({
      description:
        'Themes with a signal first, then those with most children: distinct children in each week.',
    }),
  })
  .meta({ id: 'ProfileTrend' });

const profileSignalSchema = signalItemSchema
  .pick({
    signalId: true,
    sentence: true,
    method: true,
    state: true,
    judgement: true,
    firstWeek: true,
    lastWeek: true,
    raisedAt: true,
  })
  .meta({ id: 'ProfileSignal' });

const doneSchema = z
  .object({
    actions: z
      .array(
        z.object({
          at: instantSchema,
          note: z.string(),
          signalId: z.string(),
          sentence: z.string().meta({ description: 'Of the signal.' }),
        }),
      )
      .meta({ description: 'On these signals, newest first.' }),
    referrals: z
      .array(
        z.object({
          to: z.enum(REFERRED_TO),
          raised: countSchema,
          byStatus: buildCountsSchema(REFERRAL_STATUSES).meta({
            description: 'By their status now.',
          }),
        }),
      )
      .nullable()
      .meta({
        description:
          'Raised in the quarter from debriefs with children who live there. Null for `unknown` and `outside`.',
      }),
  })
  .meta({ id: 'ProfileDone' });

const placeSchema = z
  .object({
    name: z.string().nullable().meta({ description: 'Null if not disclosed or not public.' }),
    postcode: z.string().nullable().meta({ description: 'Public places only.' }),
    placeType: z.string().nullable(),
    label: z.string().meta({ description: 'Type of the place.' }),
    counts: themeCountsSchema,
    harms: z.array(z.object({ harm: z.string(), label: z.string(), children: countSchema })),
  })
  .meta({ id: 'ProfilePlace' });

const timeSchema = z
  .object({
    weekday: z.enum(WEEKDAYS).nullable().meta({ description: 'Null: not disclosed.' }),
    band: z
      .enum(DAY_BANDS)
      .nullable()
      .meta({ description: 'First minute of 3 hours in London. Null: not disclosed.' }),
    items: countSchema,
    children: countSchema,
  })
  .meta({ id: 'ProfileTime' });

/** For the authority's own services, with nothing suppressed. It names no child. */
export const authorityProfileSchema = z
  .object({
    audience: z.literal('authority'),
    ...profileHeading,
    quarter: weekPeriodSchema,
    before: weekPeriodSchema,
    basis: basisSchema,
    whole: comparisonSchema,
    signals: z
      .array(profileSignalSchema)
      .meta({ description: 'Open signals and those of the quarter, newest first.' }),
    done: doneSchema,
    harms: z.array(lineSchema).meta({ description: 'Most children first, as in all lists.' }),
    themes: z.array(z.object({ ...theme, ...comparison }).meta({ id: 'ProfileTheme' })),
    trend: trendSchema,
    push: z.array(lineSchema),
    pull: z.array(lineSchema),
    places: z.array(placeSchema).meta({ description: 'The 10 that most children named.' }),
    times: z.array(timeSchema).meta({ description: 'Only times that were disclosed.' }),
    platforms: z.array(
      z.object({ ...lineSchema.shape, code: z.string().nullable() }).meta({
        id: 'ProfilePlatform',
        description: 'The code is null if the platform was not disclosed.',
      }),
    ),
    confidence: z.array(
      z
        .object({ confidence: z.enum(CONFIDENCES), ...comparison })
        .meta({ id: 'ProfileConfidence' }),
    ),
  })
  .meta({ id: 'AuthorityProfile' });
export type AuthorityProfile = Immutable<z.infer<typeof authorityProfileSchema>>;

export type Comparison = Immutable<z.infer<typeof comparisonSchema>>;
export type CodedLine = AuthorityProfile['harms'][number];
export type ThemeLine = AuthorityProfile['themes'][number];
