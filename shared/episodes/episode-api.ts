import * as z from 'zod';
import { childIdSchema, episodeIdSchema, matchIdSchema } from '../kernel/api-fields.ts';
import { buildListSchema } from '../kernel/cursor.ts';
import { LADDER_RECIPIENTS } from '../directory/ladder.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import {
  MISSING_FROM_KINDS,
  PLACE_TYPES,
  PLACEMENT_KINDS,
  RETURNED_TO_KINDS,
  SEXES,
} from '../police-contract/allowed-values.ts';
import { episodeSchema, riskGradingSchema } from './episode.ts';
import { historyFields } from './history.ts';
import { taskViewSchema } from './task-api.ts';

const textOrNull = z.string().nullable();

export const placeViewSchema = z
  .object({
    description: textOrNull,
    postcode: textOrNull,
    type: z.enum(PLACE_TYPES).nullable(),
  })
  .meta({ id: 'Place' });

export const lastSeenViewSchema = z.object({
  at: instantSchema.nullable(),
  place: placeViewSchema.nullable(),
});

const whereFields = {
  name: textOrNull,
  urn: textOrNull.meta({ description: 'Ofsted number of a home or school.' }),
  place: placeViewSchema.nullable(),
};

export const missingFromViewSchema = z.object({
  kind: z.enum(MISSING_FROM_KINDS),
  ...whereFields,
});

export const placementViewSchema = z.object({
  kind: z.enum(PLACEMENT_KINDS).nullable(),
  ...whereFields,
});

export const returnedToViewSchema = z.object({
  kind: z.enum(RETURNED_TO_KINDS).nullable(),
  ...whereFields,
});
/** A field is null when police did not give it. */
export const childViewSchema = z
  .object({
    childId: childIdSchema.nullable().meta({
      description: 'Null while police have given neither a name nor an identifier.',
    }),
    givenName: textOrNull,
    familyName: textOrNull,
    nameAsGiven: textOrNull.meta({ description: 'A name that does not split.' }),
    dateOfBirth: z.iso.date().nullable(),
    dateOfBirthEstimated: z.boolean(),
    ageEstimate: z
      .int()
      .nullable()
      .meta({ description: 'In whole years on the day of the report.' }),
    aliases: z.array(z.string()),
    sex: z.enum(SEXES).nullable(),
    ethnicity: textOrNull.meta({ description: 'ONS 2021 census code.' }),
    homePostcode: textOrNull,
    nhsNumber: textOrNull,
    upn: textOrNull,
    policePersonId: textOrNull,
    authorityChildId: textOrNull,
  })
  .meta({ id: 'ChildItem' });

export type ChildView = Immutable<z.infer<typeof childViewSchema>>;

export const childDetailSchema = z
  .object({
    ...childViewSchema.shape,
    matches: z
      .array(
        z.object({
          matchId: matchIdSchema,
          childId: childIdSchema,
          decision: z.enum(['same', 'different']).nullable().meta({
            description: 'Null until a person has decided.',
          }),
          contradicts: z.boolean().meta({
            description: 'Police sent another description under one of the same identifiers.',
          }),
        }),
      )
      .meta({
        description:
          'Other children with one of the same identifiers, or the same name and date of birth. A person must decide: two children are never merged silently.',
      }),
  })
  .meta({ id: 'Child' });

const cancellationViewSchema = episodeSchema.shape.cancellation.unwrap().extend({
  duplicateOf: z.string().nullable(),
});

/** For lists: no free text and no history. */
export const episodeItemSchema = episodeSchema
  .omit({
    lastSeen: true,
    missingFrom: true,
    placement: true,
    foundPlace: true,
    foundBy: true,
    returnedTo: true,
    harmDisclosed: true,
    preventionInterview: true,
    officer: true,
    narratives: true,
    reportKnownAt: true,
  })
  .extend({
    riskHistory: z.array(riskGradingSchema.omit({ receivedAt: true })),
    cancellation: cancellationViewSchema.nullable(),
    child: childViewSchema.nullable(),
    task: taskViewSchema.nullable(),
    nextLevel: z
      .object({
        level: z.string(),
        at: instantSchema,
        to: z.array(z.enum(LADDER_RECIPIENTS)),
      })
      .nullable()
      .meta({
        description:
          'The level of a ladder that is raised next if nothing changes, of a missing child or of the interview; null when none is left.',
      }),
  })
  .meta({ id: 'EpisodeItem' });
export type EpisodeItem = Immutable<z.infer<typeof episodeItemSchema>>;

export const episodeDetailSchema = z
  .object({
    ...episodeItemSchema.shape,
    child: childDetailSchema.nullable(),
    lastSeen: lastSeenViewSchema.nullable(),
    missingFrom: missingFromViewSchema.nullable(),
    placement: placementViewSchema.nullable().meta({ description: 'Where the child lives.' }),
    foundPlace: placeViewSchema.nullable(),
    foundBy: z.string().nullable(),
    returnedTo: returnedToViewSchema.nullable(),
    harmDisclosed: z.boolean().nullable(),
    preventionInterview: z
      .object({
        held: z.boolean(),
        at: instantSchema.nullable(),
        summary: z.string().nullable(),
      })
      .nullable()
      .meta({ description: "The police's own interview; never a return home interview." }),
    officer: z.object({ name: z.string().nullable(), contact: z.string().nullable() }).nullable(),
    circumstances: z.string().nullable(),
    cancellation: cancellationViewSchema.extend({ note: z.string().nullable() }).nullable(),
    otherEpisodes: z
      .array(episodeIdSchema)
      .meta({ description: 'Other episodes of the same reference, oldest first.' }),
    ...historyFields,
  })
  .meta({ id: 'Episode' });
export type EpisodeDetail = Immutable<z.infer<typeof episodeDetailSchema>>;

export const episodeListSchema = buildListSchema('EpisodeList', episodeItemSchema);

export type EpisodeListView = Immutable<z.infer<typeof episodeListSchema>>;
