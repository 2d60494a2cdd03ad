import * as z from 'zod';
import { authorityQuerySchema, gssCodeSchema, taskIdSchema } from '../kernel/api-fields.ts';
import {
  buildListSchema,
  identifyList,
  pagingFields,
  readPageStart,
  writeNextCursor,
} from '../kernel/cursor.ts';
import type { Immutable } from '../kernel/immutable.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Directory } from '../directory/directory.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import { type Escalation, escalationSchema } from '../episodes/escalation.ts';

export const escalationViewSchema = escalationSchema
  .omit({ episodeId: true })
  .extend({
    taskId: taskIdSchema,
    authority: gssCodeSchema,
  })
  .meta({ id: 'Escalation' });
export type EscalationView = Immutable<z.infer<typeof escalationViewSchema>>;

export const escalationListSchema = buildListSchema('EscalationList', escalationViewSchema);
export type EscalationListView = Immutable<z.infer<typeof escalationListSchema>>;

export const listEscalationsQuerySchema = z.strictObject({
  authority: authorityQuerySchema,
  acknowledged: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .meta({
      description:
        '`false`: only those that still have to be acknowledged. If left out: all that were raised.',
    }),
  ...pagingFields,
});

export type ListEscalationsQuery = z.infer<typeof listEscalationsQuerySchema>;

interface Dependencies {
  readonly episodes: Pick<EpisodeStore, 'listEscalations'>;
  readonly directory: Directory;
}

const viewEscalation = ({ episodeId, notified, ...escalation }: Escalation): EscalationView => ({
  ...escalation,
  notified: [...notified],
});

/**
 * Escalations of the tasks that the caller's authorities own, newest first. A page can have fewer
 * than `limit`: escalations acknowledged since the index was updated are left out.
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
  const start = readPageStart(cursor, list, now);
  if ('refusal' in start) return start;
  const page = await episodes.listEscalations({
    authorities: scope.value,
    acknowledged: acknowledged ?? null,
    after: start.value.after,
    limit,
  });
  const items = page.items.map(viewEscalation);
  return { value: { items, cursor: writeNextCursor(page.after, list) } };
};
