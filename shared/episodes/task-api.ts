import * as z from 'zod';
import { childIdSchema, localitySchema } from '../kernel/api-fields.ts';
import { buildListSchema } from '../kernel/cursor.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema, type Instant } from '../kernel/instant.ts';
import type { StoredEpisode } from './episode.ts';
import { raisedLevelSchema } from './escalation.ts';
import { readTaskClock, wasOfferedInTime } from './rules/deadline.ts';
import { type DecidedChildren, showChildId } from './rules/child-matches.ts';
import { taskSchema } from './task.ts';

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
    childId: childIdSchema.nullable(),
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

export const taskListSchema = buildListSchema('TaskList', taskViewSchema);
export type TaskListView = Immutable<z.infer<typeof taskListSchema>>;

export const viewTask = (
  stored: StoredEpisode,
  children: DecidedChildren,
  now: Instant,
): TaskView | null => {
  const { episode, childId, taskVersion, raised } = stored;
  if (episode.task === null) return null;
  const { openSince, dueKnownAt, unallocated, triedAt, referrals, ...shown } = episode.task;
  return {
    ...shown,
    taskVersion,
    episodeId: episode.episodeId,
    childId: showChildId(childId, children),
    clock: readTaskClock(episode.task, now),
    practitioner: shown.allocation?.practitioner ?? null,
    locality: episode.locality,
    offeredInTime: wasOfferedInTime(episode.task),
    raised: [...raised],
  };
};
