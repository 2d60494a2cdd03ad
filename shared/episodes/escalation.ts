import * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';
import { findInstantInLondon, findNextDay } from '../kernel/london-time.ts';
import { actorSchema } from './action.ts';

const text = z.string();

const planSchema = z.object({
  by: actorSchema,
  at: instantSchema,
  planDate: z.iso.date().meta({ description: 'London day by whose end it is to be put right.' }),
});
export type Plan = Immutable<z.infer<typeof planSchema>>;

const acknowledgementSchema = planSchema.extend({
  renewals: z.array(planSchema).default([]).meta({
    description: 'Later days that were planned instead, oldest first. The last one counts.',
  }),
});
export type Acknowledgement = Immutable<z.infer<typeof acknowledgementSchema>>;

/** Every day that was planned, the first first. */
export const listPlans = ({ renewals, ...first }: Acknowledgement): readonly Plan[] => [
  first,
  ...renewals,
];

/** The plan that counts now. */
export const readPresentPlan = ({ renewals, ...first }: Acknowledgement): Plan =>
  renewals.at(-1) ?? first;

/** Midnight in London at which the day is over. */
export const findPlanEnd = ({ planDate }: Pick<Plan, 'planDate'>): Instant =>
  findInstantInLondon(findNextDay(planDate), '00:00');

/** A raised level of the ladder: once for each task and due time, unless it repeats or the task was opened again. */
export const raisedLevelSchema = z.object({
  escalationId: text.meta({ description: 'Stays when the return moves to another episode.' }),
  level: text,
  n: z
    .int()
    .default(1)
    .meta({ description: 'Which time the level was raised for this due time, from 1.' }),
  dueVersion: z.int(),
  dueAt: instantSchema.nullable(),
  reportedAt: instantSchema.nullable().default(null).meta({
    description: 'The report that it counts from, of a child who is still missing; else null.',
  }),
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
  closedAt: instantSchema.nullable().default(null).meta({
    description:
      'When its task was closed or withdrawn before anybody acknowledged it: nothing is left to acknowledge.',
  }),
  notified: z.array(text).meta({ description: 'Ids of the practitioners who were notified.' }),
});
export type Escalation = Immutable<z.infer<typeof escalationSchema>>;

/**
 * `esc-<episode>.<due time>.<level>`, of the task for which it was raised, with `.<n>` from the second time on. Not of the
 * due version: versions are counted anew when a late message moves a return to another episode of the reference. Of a
 * missing child it has the time of the report instead.
 */
export const createEscalationId = (
  taskId: string,
  {
    dueAt,
    reportedAt = null,
    level,
    n,
  }: Pick<RaisedLevel, 'dueAt' | 'level' | 'n'> & Partial<RaisedLevel>,
): string => {
  const of = formatStamp(dueAt) ?? formatStamp(reportedAt) ?? 'none';
  return `${taskId.replace(/^rhi-/, 'esc-')}.${of}.${level}${n === 1 ? '' : `.${n}`}`;
};

const formatStamp = (instant: Instant | null): string | null =>
  instant === null ? null : instant.replaceAll(/[-:.]/g, '');

/** The task for which it was raised. */
export const readRaisedForTask = (escalationId: string): string =>
  escalationId.replace(/^esc-/, 'rhi-').replace(/\..*$/, '');
