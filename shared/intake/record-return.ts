import * as z from 'zod';
import type { Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import { parsePastInstant, type WorkInput } from '../casework/record-work.ts';
import { RETURN_SOURCES } from '../episodes/episode-actions.ts';
import {
  type Episode,
  listChildIds,
  ownsTask,
  type StoredEpisode,
  toEpisodeId,
} from '../episodes/episode.ts';
import { sortFacts } from '../episodes/fact.ts';
import { type EpisodeRecord, findWorkedFor } from '../episodes/reference-record.ts';
import { findAuthorityReturn } from '../episodes/rules/authority-return.ts';
import { taskViewSchema, viewTask } from '../episodes/task-api.ts';
import {
  actionIdSchema,
  actionRequestFields,
  textSchema,
  timeInputSchema,
} from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  NOT_FOUND,
  NOT_YOUR_ROLE,
  type Refusal,
  refuseBody,
  type Result,
  STALE,
} from '../kernel/result.ts';
import {
  recordReferenceAction,
  type ReferenceActionDependencies,
  type ReferenceDecision,
} from './record-reference-action.ts';

export const returnBodySchema = z
  .strictObject({
    ...actionRequestFields,
    returnedAt: timeInputSchema.nullable().meta({
      description:
        'When the child came back: RFC 3339 with an offset, not in the future. Null takes back what was said before.',
    }),
    saidBy: z.enum(RETURN_SOURCES).meta({ description: 'Who told the authority.' }),
    how: textSchema.meta({ description: 'How it is known, or why it is taken back.' }),
  })
  .meta({ id: 'ReturnBody' });
export type ReturnBody = z.infer<typeof returnBodySchema>;

export const recordedReturnSchema = z
  .object({
    actionId: actionIdSchema,
    task: taskViewSchema.nullable().meta({
      description: 'Null when the return was taken back, and police sent neither find nor return.',
    }),
  })
  .meta({ id: 'RecordedReturn' });
export type RecordedReturn = Immutable<z.infer<typeof recordedReturnSchema>>;

const refuseTooEarly = (
  { reportedAt, foundAt }: Episode,
  returnedAt: Instant,
): { readonly refusal: Refusal } | null => {
  if (reportedAt !== null && returnedAt < reportedAt) {
    const message = 'Enter a time that is not before the child was reported missing.';
    return refuseBody('before-report', '/returnedAt', message);
  }
  if (foundAt !== null && returnedAt < foundAt) {
    const message = 'Enter a time that is not before the child was found.';
    return refuseBody('before-found', '/returnedAt', message);
  }
  return null;
};

const readReturnedAt = (
  { returnedAt }: ReturnBody,
  { actions }: EpisodeRecord,
  { episode }: StoredEpisode,
  now: Instant,
): Result<Instant | null> => {
  if (returnedAt === null) {
    const said = findAuthorityReturn(actions)?.returnedAt ?? null;
    return said === null
      ? refuseBody('no-return', '/returnedAt', 'Nobody has recorded a return to take back.')
      : { value: null };
  }
  const read = parsePastInstant(returnedAt, '/returnedAt', now);
  return 'refusal' in read ? read : (refuseTooEarly(episode, read.value) ?? read);
};

const isWithdrawn = ({ episode: { status, task } }: StoredEpisode): boolean =>
  status === 'cancelled' || task?.state === 'withdrawn';

const decide = (
  record: EpisodeRecord | undefined,
  body: ReturnBody,
  caller: Caller,
  now: Instant,
): Result<ReferenceDecision> => {
  const stored = record?.stored ?? null;
  if (record === undefined || stored === null || !ownsTask(caller, stored.episode))
    return NOT_FOUND;
  if (body.taskVersion !== stored.taskVersion) return STALE;
  if (isWithdrawn(stored)) {
    return refuseBody(
      'task-withdrawn',
      '',
      'The task is withdrawn: there is no interview to offer.',
    );
  }
  const read = readReturnedAt(body, record, stored, now);
  if ('refusal' in read) return read;
  return {
    value: {
      detail: { kind: 'return', returnedAt: read.value, saidBy: body.saidBy },
      notificationId: findWorkedFor(sortFacts(record.facts)),
      corrects: findAuthorityReturn(record.actions)?.actionId ?? null,
      texts: { how: body.how },
    },
  };
};

/**
 * Records a return that the authority knows of, beside what police say. Until police send a return, the 72 hours run
 * from it, and it opens the task where police sent no find. A report after it opens a further episode (police contract).
 */
export const recordReturn = async (
  dependencies: ReferenceActionDependencies,
  { taskId, body }: WorkInput<ReturnBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedReturn>> => {
  if (!hasPermission(caller, 'workTasks')) return NOT_YOUR_ROLE;
  const episodeId = toEpisodeId(taskId);
  const { key, ...content } = body;
  const done = await recordReferenceAction(
    dependencies,
    {
      episodeId,
      key,
      kind: 'return',
      content,
      decide: (_, records) =>
        decide(
          records.find((one) => one.episodeId === episodeId),
          body,
          caller,
          now,
        ),
    },
    caller,
    now,
  );
  if ('refusal' in done) return done;
  const { actionId, stored } = done.value;
  if (stored === null) return { value: { actionId, task: null } };
  const children = await dependencies.episodes.readChildren(listChildIds([stored]));
  return { value: { actionId, task: viewTask(stored, children, now) } };
};
