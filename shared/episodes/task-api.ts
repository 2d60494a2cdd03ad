import * as z from 'zod';
import { childIdSchema, localitySchema } from '../kernel/api-fields.ts';
import { buildListSchema } from '../kernel/cursor.ts';
import type { ChildFields } from '../police-contract/notification.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema, type Instant } from '../kernel/instant.ts';
import { episodeSchema, listShownFlags, type StoredEpisode } from './episode.ts';
import { raisedLevelSchema } from './escalation.ts';
import { readTaskClock, wasOfferedInTime } from './rules/deadline.ts';
import { type DecidedChildren, showChildId } from './rules/child-matches.ts';
import { findAdultDay, readAge } from './rules/age.ts';
import { formatTaskReference, taskSchema } from './task.ts';

export const clockViewSchema = z
  .object({
    state: z.enum(['none', 'running', 'met', 'late', 'not-measurable']).meta({
      description:
        '`none`: no clock, because the return is not confirmed, or the task is withdrawn or ended without an interview. Exactly 72 hours is met.',
    }),
    elapsedMs: z.int().nullable().meta({ description: 'Since the return; null without a clock.' }),
    remainingMs: z
      .int()
      .nullable()
      .meta({ description: 'Until due, negative when late; null without a clock.' }),
    asOf: instantSchema,
  })
  .meta({ id: 'Clock' });

const shownFields = taskSchema.omit({
  openSince: true,
  lastSeenAt: true,
  dueKnownAt: true,
  unallocated: true,
  triedAt: true,
  referrals: true,
});

export const taskViewSchema = shownFields
  .extend({
    taskVersion: z.int().meta({
      description:
        'Send it back with each action. When the task has changed since, the action is refused as stale.',
    }),
    episodeId: z.string(),
    reference: z
      .string()
      .meta({ description: 'As messages and calendars have it, such as `RHI-3F2A-91C0`.' }),
    childId: childIdSchema.nullable(),
    initials: z.string().nullable().meta({ description: 'Of the child; null without a name.' }),
    age: z.int().nullable().meta({ description: 'Today, in years; estimated if need be.' }),
    turns18On: z.iso.date().nullable().meta({
      description: 'The day on which the child turns 18, if it is not after the deadline.',
    }),
    riskLevel: episodeSchema.shape.riskLevel,
    riskFlags: episodeSchema.shape.riskFlags,
    lookedAfter: episodeSchema.shape.lookedAfter,
    flags: episodeSchema.shape.flags,
    clock: clockViewSchema,
    practitioner: z.string().nullable().meta({ description: 'Null while unallocated.' }),
    locality: localitySchema,
    offeredInTime: z.boolean().nullable().meta({
      description: 'Within 72 hours of the return; null: not offered, or not measurable.',
    }),
    raised: z
      .array(raisedLevelSchema)
      .meta({ description: 'Levels of the ladder that were raised.' }),
  })
  .meta({ id: 'Task' });
export type TaskView = Immutable<z.infer<typeof taskViewSchema>>;

export const recordedActionViewSchema = z
  .object({
    actionId: z.string().meta({ description: 'Use it to correct or retract the action.' }),
    task: taskViewSchema,
  })
  .meta({ id: 'RecordedAction' });
export type RecordedActionView = Immutable<z.infer<typeof recordedActionViewSchema>>;

export const recordedEpisodeActionViewSchema = recordedActionViewSchema
  .extend({
    task: taskViewSchema.nullable().meta({
      description: 'Null of a child who is missing: there is no interview to offer yet.',
    }),
  })
  .meta({ id: 'RecordedEpisodeAction' });
export type RecordedEpisodeActionView = Immutable<z.infer<typeof recordedEpisodeActionViewSchema>>;

export const childFields = {
  missingAgain: z.boolean().meta({ description: 'The child is missing now.' }),
  unconfirmedMatch: z.boolean().meta({
    description:
      'Another child has the same name and date of birth, and nobody has said whether it is the same child.',
  }),
};

export const taskListItemSchema = taskViewSchema.extend(childFields).meta({ id: 'TaskItem' });

export const taskListSchema = buildListSchema('TaskList', taskListItemSchema);
export type TaskListView = Immutable<z.infer<typeof taskListSchema>>;

/** With its accents, also where they are characters of their own. */
const FIRST_LETTER = /^\P{M}\p{M}*/u;

const viewInitials = (child: ChildFields | null): string | null => {
  const { givenName, familyName, nameAsGiven } = child ?? {};
  const parts = [givenName, familyName].flatMap((name) => name ?? []);
  const words = parts.length > 0 ? parts : (nameAsGiven ?? '').split(/\s+/u);
  const initials = words.map((word) => (FIRST_LETTER.exec(word)?.[0] ?? '').toUpperCase()).join('');
  return initials === '' ? null : initials;
};

/** What a list says of the child. The name is read with the episode. */
const viewChildOf = (stored: StoredEpisode, children: DecidedChildren, now: Instant) => {
  const { child, riskLevel, riskFlags, lookedAfter, task } = stored.episode;
  return {
    childId: showChildId(stored.childId, children),
    initials: viewInitials(child),
    age: readAge(child, now),
    turns18On: task?.dueAt == null ? null : findAdultDay(child, now, task.dueAt),
    riskLevel,
    riskFlags: [...riskFlags],
    lookedAfter,
    flags: [...listShownFlags(stored, children)],
  };
};

export const viewTask = (
  stored: StoredEpisode,
  children: DecidedChildren,
  now: Instant,
): TaskView | null => {
  const { episode, taskVersion, raised } = stored;
  if (episode.task === null) return null;
  const { openSince, lastSeenAt, dueKnownAt, unallocated, triedAt, referrals, ...shown } =
    episode.task;
  return {
    ...shown,
    taskVersion,
    episodeId: episode.episodeId,
    reference: formatTaskReference(shown.taskId),
    ...viewChildOf(stored, children, now),
    clock: readTaskClock(episode.task, now),
    practitioner: shown.allocation?.practitioner ?? null,
    locality: episode.locality,
    offeredInTime: wasOfferedInTime(episode.task),
    raised: [...raised],
  };
};
