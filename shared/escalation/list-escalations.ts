import * as z from 'zod';
import { authorityQuerySchema, gssCodeSchema, taskIdSchema } from '../kernel/api-fields.ts';
import {
  buildListSchema,
  identifyList,
  pagingFields,
  readPageStart,
  writeNextCursor,
} from '../kernel/cursor.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Directory } from '../directory/directory.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { Escalation } from '../episodes/escalation.ts';

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'listEscalations'>;
  readonly directory: Directory;
}

const viewEscalation = ({ episodeId, notified, ...escalation }: Escalation): EscalationView => ({
  ...escalation,
  notified: [...notified],
});

/**
 * Levels that were raised for tasks that the caller's authorities own, newest first. A page may hold
 * fewer than the limit: those acknowledged a moment ago are left out.
 */
export const listEscalations = async (
  { episodes, directory }: Dependencies,
  { authority, acknowledged, cursor, limit }: ListEscalationsQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<EscalationListView>> => {
  const scope = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const list = identifyList('escalations', { authority, acknowledged });
  const place = readPageStart(cursor, list, now);
  if ('refusal' in place) return place;
  const page = await episodes.listEscalations({
    authorities: scope.value,
    acknowledged: acknowledged ?? null,
    after: place.value.after,
    limit,
  });
  const items = page.items.map(viewEscalation);
  return { value: { items, cursor: writeNextCursor(page.after, list) } };
};

/** A level of the ladder that was raised for a task. */
export const escalationViewSchema = z
  .object({
    escalationId: z.string(),
    taskId: taskIdSchema,
    authority: gssCodeSchema,
    team: z.string().nullable(),
    level: z.string(),
    dueVersion: z.int(),
    dueAt: instantSchema.nullable().meta({ description: 'Due then, when the level was raised.' }),
    at: instantSchema.meta({ description: 'When it was to be raised.' }),
    raisedAt: instantSchema.meta({ description: 'When it was.' }),
    mustAcknowledge: z.boolean(),
    notified: z
      .array(z.string())
      .meta({ description: 'Ids of the practitioners who were notified.' }),
    acknowledged: z
      .object({
        by: z.string(),
        at: instantSchema,
        planDate: z.string().meta({ description: '`YYYY-MM-DD`, to be put right by then.' }),
      })
      .nullable(),
  })
  .meta({ id: 'Escalation' });

export type EscalationView = z.infer<typeof escalationViewSchema>;

export const escalationListSchema = buildListSchema('EscalationList', escalationViewSchema);

export type EscalationListView = z.infer<typeof escalationListSchema>;

/** Which raised levels of the ladder to list. */
export const listEscalationsQuerySchema = z.strictObject({
  authority: authorityQuerySchema,
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
