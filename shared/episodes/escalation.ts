import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { actorSchema } from './action.ts';

const text = z.string();

const acknowledgementSchema = z.object({
  by: actorSchema,
  at: instantSchema,
  planDate: z.iso.date().meta({ description: 'By when it is to be put right.' }),
});
export type Acknowledgement = Immutable<z.infer<typeof acknowledgementSchema>>;

/** A raised level of the ladder: once for each task and due time. */
export const raisedLevelSchema = z.object({
  escalationId: text.meta({ description: 'Stays when the return moves to another episode.' }),
  level: text,
  dueVersion: z.int(),
  dueAt: instantSchema.nullable(),
  at: instantSchema.meta({ description: 'When it was to be raised, however late the sweep.' }),
  raisedAt: instantSchema,
  acknowledged: acknowledgementSchema.nullable(),
});
export type RaisedLevel = Immutable<z.infer<typeof raisedLevelSchema>>;

export const escalationSchema = raisedLevelSchema.extend({
  taskId: text.meta({ description: 'The task that it is about now.' }),
  episodeId: text,
  authority: text,
  team: text.nullable(),
  mustAcknowledge: z.boolean(),
  notified: z.array(text).meta({ description: 'Ids of the practitioners who were notified.' }),
});
export type Escalation = Immutable<z.infer<typeof escalationSchema>>;

/**
 * `esc-<episode>.<due time>.<level>`, of the task for which it was raised. Not of the due version: versions are counted
 * anew when a late message moves a return to another episode of the reference.
 */
export const createEscalationId = (
  taskId: string,
  { dueAt, level }: Pick<RaisedLevel, 'dueAt' | 'level'>,
): string =>
  `${taskId.replace(/^rhi-/, 'esc-')}.${dueAt === null ? 'none' : dueAt.replaceAll(/[-:.]/g, '')}.${level}`;

/** The task for which it was raised. */
export const readRaisedForTask = (escalationId: string): string =>
  escalationId.replace(/^esc-/, 'rhi-').replace(/\..*$/, '');
