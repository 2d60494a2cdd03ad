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

/** A raised level of the ladder: once for each task and due version. */
export const raisedLevelSchema = z.object({
  level: text,
  dueVersion: z.int(),
  dueAt: instantSchema.nullable(),
  at: instantSchema.meta({ description: 'When it was to be raised, however late the sweep.' }),
  raisedAt: instantSchema,
  acknowledged: acknowledgementSchema.nullable(),
});
export type RaisedLevel = Immutable<z.infer<typeof raisedLevelSchema>>;

export const escalationSchema = raisedLevelSchema.extend({
  escalationId: text,
  taskId: text,
  episodeId: text,
  authority: text,
  team: text.nullable(),
  mustAcknowledge: z.boolean(),
  notified: z.array(text).meta({ description: 'Ids of the practitioners who were notified.' }),
});
export type Escalation = Immutable<z.infer<typeof escalationSchema>>;

/** `esc-<episode>.<due version>.<level>`, so that the escalation can be found by its id. */
export const createEscalationId = (
  taskId: string,
  { dueVersion, level }: Pick<RaisedLevel, 'dueVersion' | 'level'>,
): string => `${taskId.replace(/^rhi-/, 'esc-')}.${String(dueVersion)}.${level}`;

export const readEscalationTaskId = (escalationId: string): string =>
  escalationId.replace(/^esc-/, 'rhi-').replace(/\..*$/, '');
