import * as z from 'zod';
import { EPISODE_STATUSES } from './episode.ts';
import { TASK_STATES } from './rhi-task.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import { pagingFields } from '../kernel/cursor.ts';

const authority = gssCodeSchema
  .optional()
  .meta({ description: "One of the caller's authorities; without it, all of them." });

/** Which episodes to list. */
export const listEpisodesQuerySchema = z.strictObject({
  force: gssCodeSchema.optional(),
  reference: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Missing person reference of `force`, which must be given with it.' }),
  authority,
  status: z.enum(EPISODE_STATUSES).optional(),
  ...pagingFields,
});
export type ListEpisodesQuery = z.infer<typeof listEpisodesQuerySchema>;

/** Which tasks to list. */
export const listTasksQuerySchema = z.strictObject({
  authority,
  team: z.string().max(128).optional().meta({ description: 'A team, by its id.' }),
  practitioner: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Tasks allocated to this practitioner.' }),
  state: z.enum(TASK_STATES).default('open'),
  ...pagingFields,
});
export type ListTasksQuery = z.infer<typeof listTasksQuerySchema>;

/** Which raised levels of the ladder to list. */
export const listEscalationsQuerySchema = z.strictObject({
  authority,
  acknowledged: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .meta({
      description:
        '`false`: those that must be acknowledged and are not. Without it: all that were raised.',
    }),
  ...pagingFields,
});
export type ListEscalationsQuery = z.infer<typeof listEscalationsQuerySchema>;

/** Which rejected messages to list. */
export const listRejectionsQuerySchema = z.strictObject({
  force: gssCodeSchema
    .optional()
    .meta({ description: 'Without it: all forces, and messages whose force could not be read.' }),
  ...pagingFields,
});
export type ListRejectionsQuery = z.infer<typeof listRejectionsQuerySchema>;
