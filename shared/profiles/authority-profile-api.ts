import * as z from 'zod';
import { INTERVIEWEES } from '../episodes/action.ts';
import { CONFIDENCES, WEEKDAYS } from '../intelligence/item.ts';
import { REFERRAL_STATUSES, REFERRED_TO } from '../episodes/referral.ts';
import { JUDGEMENTS, SIGNAL_METHODS, SIGNAL_STATES } from '../signals/signal.ts';
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

/** What every profile begins with, whoever will see it. */
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

const byWord = <Word extends string>(words: readonly Word[]) =>
  z.object(
    Object.fromEntries(words.map((word) => [word, countSchema])) as Record<
      Word,
      typeof countSchema
    >,
  );

const basisSchema = z
  .object({
    debriefs: byWord(INTERVIEWEES).meta({
      description: 'That told of this locality in the quarter, by who spoke.',
    }),
    recordedFrom: weekSchema.nullable().meta({
      description:
        'First week of the two quarters in which the authority recorded anything, of any locality; null for none.',
    }),
    ofOtherAuthorities: countSchema.meta({
      description: 'Of these debriefs, those of children whom another authority looks after.',
    }),
    interviews: z
      .object({
        ofAuthority: countSchema,
        ofLocality: z
          .object({
            held: countSchema,
            toldOfIt: countSchema.meta({
              description: 'Those whose debrief told of this locality.',
            }),
          })
          .nullable()
          .meta({ description: 'With children who live there; null for `unknown` and `outside`.' }),
      })
      .meta({
        description:
          'Completed return home interviews that were held in the quarter, with children who returned since the quarter before began.',
      }),
  })
  .meta({ id: 'ProfileBasis' });

const trendSchema = z
  .object({
    weeks: z.array(weekSchema).meta({ description: 'Of both quarters.' }),
    children: z.array(countSchema).meta({ description: 'Distinct in each week, of any theme.' }),
    debriefs: z.array(countSchema),
    themes: z.array(z.object({ ...theme, children: z.array(countSchema) })).meta({
      description:
        'Those that a signal is about, then those that most children told of: distinct children in each week.',
    }),
  })
  .meta({ id: 'ProfileTrend' });

const signalSchema = z
  .object({
    signalId: z.string(),
    sentence: z.string(),
    method: z.enum(SIGNAL_METHODS),
    state: z.enum(SIGNAL_STATES),
    judgement: z.enum(JUDGEMENTS).nullable().meta({ description: 'The latest; null for none.' }),
    firstWeek: weekSchema,
    lastWeek: weekSchema,
    raisedAt: instantSchema,
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
      .meta({ description: 'About these signals, newest first.' }),
    referrals: z
      .array(
        z.object({
          to: z.enum(REFERRED_TO),
          raised: countSchema,
          byStatus: byWord(REFERRAL_STATUSES).meta({ description: 'What became of them.' }),
        }),
      )
      .nullable()
      .meta({
        description:
          'Raised in the quarter from debriefs with children who live there; null for `unknown` and `outside`.',
      }),
  })
  .meta({ id: 'ProfileDone' });

const placeSchema = z
  .object({
    name: z.string().nullable().meta({ description: 'Null where it was not told or not public.' }),
    postcode: z.string().nullable().meta({ description: 'Of public places only.' }),
    placeType: z.string().nullable(),
    label: z.string().meta({ description: 'The type of the place, as people read it.' }),
    counts: themeCountsSchema,
    harms: z.array(z.object({ harm: z.string(), label: z.string(), children: countSchema })),
  })
  .meta({ id: 'ProfilePlace' });

const timeSchema = z
  .object({
    weekday: z.enum(WEEKDAYS).nullable().meta({ description: 'Null: not told.' }),
    band: z
      .enum(DAY_BANDS)
      .nullable()
      .meta({ description: 'First minute of three hours in London; null: not told.' }),
    items: countSchema,
    children: countSchema,
  })
  .meta({ id: 'ProfileTime' });

/** What an authority's own services see of a locality. */
export const authorityProfileSchema = z
  .object({
    audience: z.literal('authority'),
    ...profileHeading,
    quarter: weekPeriodSchema,
    before: weekPeriodSchema,
    basis: basisSchema,
    whole: comparisonSchema,
    signals: z
      .array(signalSchema)
      .meta({ description: 'Those that are open, and those of the quarter; newest first.' }),
    done: doneSchema,
    harms: z.array(lineSchema).meta({ description: 'As all lists: most children first.' }),
    themes: z.array(z.object({ ...theme, ...comparison }).meta({ id: 'ProfileTheme' })),
    trend: trendSchema,
    push: z.array(lineSchema),
    pull: z.array(lineSchema),
    places: z.array(placeSchema).meta({ description: 'The ten that most children told of.' }),
    times: z.array(timeSchema).meta({ description: 'Only those of which something was told.' }),
    platforms: z.array(
      z
        .object({ ...lineSchema.shape, code: z.string().nullable() })
        .meta({ id: 'ProfilePlatform', description: 'The code is null: online, not told where.' }),
    ),
    confidence: z.array(
      z
        .object({ confidence: z.enum(CONFIDENCES), ...comparison })
        .meta({ id: 'ProfileConfidence' }),
    ),
  })
  .meta({ id: 'AuthorityProfile' });
export type AuthorityProfile = Immutable<z.infer<typeof authorityProfileSchema>>;
