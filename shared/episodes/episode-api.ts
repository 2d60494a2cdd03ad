import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { EPISODE_FLAGS, EPISODE_STATUSES } from './episode.ts';
import {
  CANCEL_REASONS,
  CATEGORIES,
  RISK_FLAGS,
  RISK_LEVELS,
  MISSING_FROM_KINDS,
  PLACE_TYPES,
  SEXES,
} from '../police-contract/allowed-values.ts';
import { taskViewSchema } from './task-api.ts';
import {
  episodeIdSchema,
  gssCodeSchema,
  localitySchema,
  notificationIdSchema,
  referenceSchema,
  childIdSchema,
} from '../kernel/api-fields.ts';
import { buildListSchema } from '../kernel/cursor.ts';
import { historyEntryViewSchema } from './history.ts';

const textOrNull = z.string().nullable();

/** A place as police told it; null where they did not. */
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

export const missingFromViewSchema = z.object({
  kind: z.enum(MISSING_FROM_KINDS),
  name: textOrNull,
  urn: textOrNull.meta({ description: 'Ofsted number of a home or school.' }),
  place: placeViewSchema.nullable(),
});

export const returnedToViewSchema = z.object({
  kind: z.enum(MISSING_FROM_KINDS).nullable(),
  name: textOrNull,
  place: placeViewSchema.nullable(),
});

const told = z.string().nullable();

/** What is known of the child of an episode; null where police did not tell. */
export const childViewSchema = z
  .object({
    childId: childIdSchema.nullable().meta({
      description: 'Null while neither a name nor an identifier of the child was told.',
    }),
    givenName: told,
    familyName: told,
    dateOfBirth: z.iso.date().nullable(),
    aliases: z.array(z.string()),
    sex: z.enum(SEXES).nullable(),
    ethnicity: told.meta({ description: 'ONS 2021 census code.' }),
    homePostcode: told,
    nhsNumber: told,
    upn: told,
    policePersonId: told,
    authorityChildId: told,
  })
  .meta({ id: 'ChildItem' });

export type ChildView = z.infer<typeof childViewSchema>;

/** The child of one episode, with who may be the same child. */
export const childDetailSchema = z
  .object({
    ...childViewSchema.shape,
    possibleMatches: z.array(childIdSchema).meta({
      description:
        'Other children known under one of the same identifiers, or the same name, birth and postcode. A person must confirm a match: two children are never joined silently.',
    }),
  })
  .meta({ id: 'Child' });

const riskLevel = z.enum(RISK_LEVELS).nullable();

const cancellationSchema = z.object({
  reason: z.enum(CANCEL_REASONS),
  at: instantSchema,
  duplicateOf: referenceSchema.nullable(),
});

const riskGradingSchema = z.object({
  riskLevel,
  at: instantSchema.meta({ description: 'When the force recorded the grading.' }),
  notificationId: notificationIdSchema,
});

/** An episode as lists show it: no free text and no history. */
export const episodeItemSchema = z
  .object({
    episodeId: episodeIdSchema,
    force: gssCodeSchema,
    reference: referenceSchema,
    status: z.enum(EPISODE_STATUSES).meta({
      description: '`incomplete`: something is known of the episode, but no report has come yet.',
    }),
    category: z.enum(CATEGORIES).nullable(),
    riskLevel,
    riskHistory: z.array(riskGradingSchema),
    riskFlags: z.array(z.enum(RISK_FLAGS)),
    lookedAfter: z.boolean().nullable(),
    reportedAt: instantSchema.nullable(),
    foundAt: instantSchema.nullable(),
    returnedAt: instantSchema.nullable(),
    responsibleAuthority: gssCodeSchema,
    responsibleAuthorityBasis: z
      .enum(['stated', 'home-postcode', 'missing-from', 'force-default'])
      .meta({ description: 'How the responsible authority was found.' }),
    hostAuthority: gssCodeSchema,
    locality: localitySchema,
    placeLocality: localitySchema,
    flags: z.array(z.enum(EPISODE_FLAGS)).meta({ description: 'What a person must look at.' }),
    cancellation: cancellationSchema.nullable(),
    child: childViewSchema.nullable(),
    task: taskViewSchema.nullable(),
  })
  .meta({ id: 'EpisodeItem' });
export type EpisodeItem = z.infer<typeof episodeItemSchema>;

/** An episode in full, with its free text and every fact it was folded from. */
export const episodeDetailSchema = z
  .object({
    ...episodeItemSchema.shape,
    child: childDetailSchema.nullable(),
    lastSeen: lastSeenViewSchema.nullable(),
    missingFrom: missingFromViewSchema.nullable(),
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
    cancellation: cancellationSchema.extend({ note: z.string().nullable() }).nullable(),
    history: z.array(historyEntryViewSchema).meta({ description: 'In order of arrival.' }),
  })
  .meta({ id: 'Episode' });
export type EpisodeDetail = z.infer<typeof episodeDetailSchema>;

export const episodeListSchema = buildListSchema('EpisodeList', episodeItemSchema);

export type EpisodeListView = z.infer<typeof episodeListSchema>;
