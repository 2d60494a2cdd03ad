import * as z from 'zod';
import { EPISODE_STATUSES } from './episode.ts';
import { TASK_STATES } from './rhi-task.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';

/** Where to read on, and how much. */
export const paging = {
  cursor: z.string().max(4096).optional().meta({ description: 'From the page before.' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

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
  ...paging,
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
  ...paging,
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
  ...paging,
});
export type ListEscalationsQuery = z.infer<typeof listEscalationsQuerySchema>;

/** Which rejected messages to list. */
export const listRejectionsQuerySchema = z.strictObject({
  force: gssCodeSchema
    .optional()
    .meta({ description: 'Without it: all forces, and messages whose force could not be read.' }),
  ...paging,
});
export type ListRejectionsQuery = z.infer<typeof listRejectionsQuerySchema>;

/** For reads of one thing, which take no parameters but their path. */
export const noQuerySchema = z.strictObject({});
