import * as z from 'zod';
import { EPISODE_FLAGS, EPISODE_STATUSES, type Episode, type StoredEpisode } from './episode.ts';
import {
  CANCEL_REASONS,
  CATEGORIES,
  RISK_FLAGS,
  RISK_LEVELS,
} from '../police-contract/allowed-values.ts';
import {
  storedChild,
  storedLastSeen,
  storedMissingFrom,
  storedOfficer,
  storedPlace,
  storedReturnedTo,
} from './stored-facts.ts';
import { storedRaisedLevel, storedTask } from './stored-task.ts';
import { instantSchema } from '../kernel/instant.ts';
import { CHILD_KEY_KINDS, type ChildKey } from './rules/child-identity.ts';

const text = z.string();
const reason = z.enum(CANCEL_REASONS);

const storedGrading = z.object({
  riskLevel: z.enum(RISK_LEVELS).nullable(),
  at: instantSchema,
  notificationId: text,
});

const storedEpisodeState: z.ZodType<Episode> = z.object({
  episodeId: text,
  force: text,
  reference: text,
  status: z.enum(EPISODE_STATUSES),
  category: z.enum(CATEGORIES).nullable(),
  riskLevel: z.enum(RISK_LEVELS).nullable(),
  riskHistory: z.array(storedGrading),
  riskFlags: z.array(z.enum(RISK_FLAGS)),
  lookedAfter: z.boolean().nullable(),
  reportedAt: instantSchema.nullable(),
  foundAt: instantSchema.nullable(),
  returnedAt: instantSchema.nullable(),
  lastSeen: storedLastSeen.nullable(),
  missingFrom: storedMissingFrom.nullable(),
  foundPlace: storedPlace.nullable(),
  foundBy: text.nullable(),
  returnedTo: storedReturnedTo.nullable(),
  harmDisclosed: z.boolean().nullable(),
  preventionInterview: z
    .object({ held: z.boolean(), at: instantSchema.exactOptional() })
    .nullable(),
  officer: storedOfficer.nullable(),
  responsibleAuthority: text,
  responsibleAuthorityBasis: z.enum(['stated', 'home-postcode', 'missing-from', 'force-default']),
  hostAuthority: text,
  locality: text.nullable(),
  placeLocality: text.nullable(),
  flags: z.array(z.enum(EPISODE_FLAGS)),
  child: storedChild.nullable(),
  cancellation: z
    .object({ reason, at: instantSchema, duplicateOf: text.exactOptional() })
    .nullable(),
  narratives: z.object({
    circumstances: text.nullable(),
    preventionSummary: text.nullable(),
    cancellationNote: text.nullable(),
  }),
  task: storedTask.nullable(),
});

/** Keys are written short: a state is paid for by the KB at every write. */
const storedChildKey = z
  .templateLiteral([z.enum(CHILD_KEY_KINDS), '#', z.string()])
  .transform((key): ChildKey => {
    const place = key.indexOf('#');
    return {
      kind: z.enum(CHILD_KEY_KINDS).parse(key.slice(0, place)),
      hash: key.slice(place + 1),
    };
  });

const storedStateItem = z.object({
  version: z.number(),
  episode: storedEpisodeState,
  childId: text.nullable(),
  childKeys: z.array(storedChildKey),
  taskVersion: z.number(),
  raised: z.array(storedRaisedLevel),
  escalateAt: instantSchema.nullable(),
});

/** The attributes of the state item that hold the state of an episode. */
export const stateAttributes = ({ childKeys, ...stored }: StoredEpisode) => ({
  ...stored,
  childKeys: childKeys.map(({ kind, hash }) => `${kind}#${hash}`),
});

/** The state of an episode, read back from its item. Throws when the item is not one. */
export const readState = (item: unknown): StoredEpisode => storedStateItem.parse(item);
