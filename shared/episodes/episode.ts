import * as z from 'zod';
import { type Caller, belongsTo } from '../access/caller.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { RISK_LEVELS } from '../kernel/risk-level.ts';
import { instantSchema } from '../kernel/instant.ts';
import {
  CANCEL_REASONS,
  CATEGORIES,
  CONDITIONS,
  RISK_FLAGS,
} from '../police-contract/allowed-values.ts';
import { RETURN_SOURCES } from './episode-actions.ts';
import { raisedLevelSchema } from './escalation.ts';
import {
  childSchema,
  lastSeenSchema,
  missingFromSchema,
  officerSchema,
  placementSchema,
  placeSchema,
  returnedToSchema,
} from './fact.ts';
import { CHILD_KEY_KINDS, type ChildKey } from './rules/child-identity.ts';
import { type DecidedChildren, isUndecided } from './rules/child-matches.ts';
import { taskSchema } from './task.ts';
import { hash } from '../kernel/hash.ts';

export const EPISODE_STATUSES = [
  'missing',
  'found',
  'returned',
  'cancelled',
  'incomplete',
] as const;
export type EpisodeStatus = (typeof EPISODE_STATUSES)[number];

export const EPISODE_FLAGS = [
  'authority-assumed',
  'unknown-authority',
  'locality-unknown',
  'identity-incomplete',
  'identity-contradiction',
  'reference-reused',
  'order-of-times',
  'duplicate-unresolved',
  'interview-before-return',
  'work-before-found',
  'deceased-contradicted',
  'aged-18-or-over',
] as const;
export type EpisodeFlag = (typeof EPISODE_FLAGS)[number];

const AUTHORITY_BASES = ['stated', 'home-postcode', 'missing-from', 'force-default'] as const;
export type AuthorityBasis = (typeof AUTHORITY_BASES)[number];

export const PLACEMENT_GROUPS = ['home', 'care-in-area', 'care-out-of-area'] as const;

const text = z.string();

export const riskGradingSchema = z.object({
  riskLevel: z.enum(RISK_LEVELS).nullable(),
  at: instantSchema.meta({ description: 'When the force recorded the grading.' }),
  notificationId: text.meta({ description: 'Id that the force gave to the notification.' }),
  receivedAt: instantSchema,
});
export type RiskGrading = Immutable<z.infer<typeof riskGradingSchema>>;

const cancellationSchema = z.object({
  reason: z.enum(CANCEL_REASONS),
  at: instantSchema,
  duplicateOf: text.exactOptional(),
});
export type Cancellation = Immutable<z.infer<typeof cancellationSchema>>;

/** Ids of the notifications that hold the free text. Lists never carry the text itself. */
const narrativesSchema = z.object({
  circumstances: text.nullable(),
  preventionSummary: text.nullable(),
  cancellationNote: text.nullable(),
});
export type Narratives = Immutable<z.infer<typeof narrativesSchema>>;

/** A missing episode, folded from the set of its notifications, in any order (decision 0001). */
export const episodeSchema = z.object({
  episodeId: text,
  force: text.meta({ description: 'GSS code of the police force.' }),
  reference: text.meta({ description: 'Missing person reference of the force.' }),
  status: z.enum(EPISODE_STATUSES).meta({
    description: '`incomplete`: something is known of the episode, but no report has come yet.',
  }),
  category: z.enum(CATEGORIES).nullable(),
  riskLevel: z.enum(RISK_LEVELS).nullable(),
  riskHistory: z.array(riskGradingSchema),
  riskFlags: z.array(z.enum(RISK_FLAGS)),
  lookedAfter: z.boolean().nullable(),
  reportedAt: instantSchema.nullable(),
  /** When we first received the report that counts now. */
  reportKnownAt: instantSchema.nullable(),
  foundAt: instantSchema.nullable(),
  returnedAt: instantSchema.nullable(),
  authorityReturn: z
    .object({
      returnedAt: instantSchema,
      saidBy: z.enum(RETURN_SOURCES),
      by: text,
      recordedAt: instantSchema,
    })
    .nullable()
    .meta({
      description:
        'The return that the authority knows of. `returnedAt` is that of the police, as soon as they send one.',
    }),
  lastSeen: lastSeenSchema.nullable(),
  missingFrom: missingFromSchema.nullable(),
  placement: placementSchema.nullable(),
  placementGroup: z.enum(PLACEMENT_GROUPS).nullable().meta({
    description:
      'Null where it is not known where the child lives, or whether that is in the area.',
  }),
  foundPlace: placeSchema.nullable(),
  foundBy: text.nullable(),
  condition: z.enum(CONDITIONS).nullable(),
  returnedTo: returnedToSchema.nullable(),
  harmDisclosed: z.boolean().nullable(),
  preventionInterview: z
    .object({ held: z.boolean(), at: instantSchema.exactOptional() })
    .nullable(),
  officer: officerSchema.nullable(),
  responsibleAuthority: text.meta({ description: 'GSS code.' }),
  responsibleAuthorityBasis: z
    .enum(AUTHORITY_BASES)
    .meta({ description: 'How the responsible authority was found.' }),
  hostAuthority: text.meta({ description: 'GSS code.' }),
  locality: text
    .nullable()
    .meta({ description: "Locality of the child's home, which decides the team." }),
  placeLocality: text.nullable().meta({
    description: 'Locality of the place the child was missing from, if it is one of ours.',
  }),
  flags: z.array(z.enum(EPISODE_FLAGS)).meta({ description: 'What a person must look at.' }),
  child: childSchema.nullable(),
  cancellation: cancellationSchema.nullable(),
  narratives: narrativesSchema,
  task: taskSchema.nullable(),
});
export type Episode = Immutable<z.infer<typeof episodeSchema>>;

/** Stored as one text for each key, because every write of a state is charged by size. */
const childKeySchema = z
  .templateLiteral([z.enum(CHILD_KEY_KINDS), '#', z.string()])
  .transform((key): ChildKey => {
    const end = key.indexOf('#');
    return { kind: z.enum(CHILD_KEY_KINDS).parse(key.slice(0, end)), hash: key.slice(end + 1) };
  });

/**
 * `childId` is null while no notification has said who the child is. `contradicting` are children of
 * another description under one of its identifiers; `formerChildIds` are ids that it had before, which
 * were told to people. `version` counts the writes of
 * the state, from 1. `taskVersion` counts the changes that a practitioner sees, so that a form
 * filled in on an older one is stale. `escalateAt` is when the next level of the ladder is due,
 * null when none is left.
 */
export const storedEpisodeSchema = z.object({
  episode: episodeSchema,
  childId: text.nullable(),
  childKeys: z.array(childKeySchema),
  contradicting: z.array(text),
  formerChildIds: z.array(text),
  version: z.int(),
  taskVersion: z.int(),
  raised: z.array(raisedLevelSchema),
  escalateAt: instantSchema.nullable(),
});
export type StoredEpisode = Immutable<z.infer<typeof storedEpisodeSchema>>;
export type ChildLink = Pick<
  StoredEpisode,
  'childId' | 'childKeys' | 'contradicting' | 'formerChildIds'
>;

export const formatStoredEpisode = ({ childKeys, ...stored }: StoredEpisode) => ({
  ...stored,
  childKeys: childKeys.map(({ kind, hash }) => `${kind}#${hash}`),
});

export const parseStoredEpisode = (item: unknown): StoredEpisode => storedEpisodeSchema.parse(item);

/** A contradiction is seen when episodes are compared, not in the facts of one; a person may have decided it. */
export const listShownFlags = (
  { episode: { flags }, childId, contradicting }: StoredEpisode,
  children: DecidedChildren,
): readonly EpisodeFlag[] => {
  const isContradicted = contradicting.some((other) => isUndecided(childId, other, children));
  return EPISODE_FLAGS.filter(
    (flag) => flags.includes(flag) || (flag === 'identity-contradiction' && isContradicted),
  );
};

export const listChildIds = (
  episodes: readonly Pick<StoredEpisode, 'childId'>[],
): readonly string[] => episodes.flatMap(({ childId }) => childId ?? []);

/** The responsible and the host authority both see an episode (Care Planning Regulations 2010 reg 13). */
export const seesEpisode = (caller: Caller, episode: Episode): boolean =>
  caller.onlyOwnTasks === true
    ? ownsTask(caller, episode)
    : belongsTo(caller, episode.responsibleAuthority) || belongsTo(caller, episode.hostAuthority);

/** Only the responsible authority owns the task; somebody of a provider, or of another authority, only what they were given. */
export const ownsTask = (caller: Caller, episode: Episode): boolean =>
  belongsTo(caller, episode.responsibleAuthority) &&
  (caller.onlyOwnTasks !== true || episode.task?.allocation?.practitioner === caller.subject);

/**
 * The id of a further episode holds that of the reference, so that all of a reference is found by it, and the id of the
 * notification that opened it, never a number.
 */
export const makeFurtherEpisodeId = (first: string, notificationId: string): string =>
  `${first}-${hash('occasion', first, notificationId).slice(0, 12)}`;

/** Each episode has at most one task, so the task's id follows from the episode's. */
export const toTaskId = (episodeId: string): string => episodeId.replace(/^ep-/, 'rhi-');

export const toEpisodeId = (taskId: string): string => taskId.replace(/^rhi-/, 'ep-');
