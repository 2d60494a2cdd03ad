import * as z from 'zod';
import { CANCEL_REASONS } from '../../domain/notification.ts';
import { TASK_STATES } from '../../domain/rhi-task.ts';
import {
  childIdSchema,
  episodeIdSchema,
  instantSchema,
  localitySchema,
  taskIdSchema,
} from './words.ts';

/** The 72 hours of the return home interview, as they stood at `asOf`. */
export const clockViewSchema = z
  .object({
    state: z.enum(['none', 'running', 'met', 'late', 'not-measurable']).meta({
      description:
        '`none`: no clock, the return is not confirmed or the task is withdrawn. Exactly 72 hours is met.',
    }),
    elapsedMs: z.int().nullable().meta({ description: 'Since the return; null without a clock.' }),
    remainingMs: z
      .int()
      .nullable()
      .meta({ description: 'Until due, negative when late; null without a clock.' }),
    asOf: instantSchema,
  })
  .meta({ id: 'Clock' });

/** The task to offer and hold a return home interview. */
export const taskViewSchema = z
  .object({
    taskId: taskIdSchema,
    episodeId: episodeIdSchema,
    childId: childIdSchema.nullable(),
    state: z.enum(TASK_STATES),
    foundAt: instantSchema.nullable(),
    returnedAt: instantSchema
      .nullable()
      .meta({ description: 'The clock starts here; null while the return is not confirmed.' }),
    dueAt: instantSchema.nullable().meta({ description: 'The return plus 72 elapsed hours.' }),
    dueVersion: z
      .int()
      .meta({ description: 'How many times the due time was set or changed; 0 while none.' }),
    clock: clockViewSchema,
    practitioner: z.string().nullable().meta({ description: 'Null while unallocated.' }),
    team: z.string().nullable().meta({ description: 'Null when the locality is not known.' }),
    locality: localitySchema,
    withdrawn: z.object({ reason: z.enum(CANCEL_REASONS), at: instantSchema }).nullable(),
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof taskViewSchema>;
