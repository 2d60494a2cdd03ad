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
import { addMs, HOUR_MS, type Instant } from '../kernel/instant.ts';
import type { Page } from '../kernel/page.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { listRequestedAuthorities } from '../directory/caller-scope.ts';
import type { Directory } from '../directory/directory.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { EscalationListQuery } from '../episodes/escalation-store.ts';
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
  team: z.string().max(128).optional().meta({ description: 'A team, by its id.' }),
  level: z.string().max(128).optional().meta({ description: 'A level of a ladder, by its id.' }),
  olderThanHours: z.coerce
    .number()
    .int()
    .min(1)
    .max(8_784)
    .optional()
    .meta({ description: 'Only those that were raised more than so many hours ago.' }),
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

/** Somebody who is not the authority's own sees those of which they were told. */
type Filters = Pick<ListEscalationsQuery, 'team' | 'level'> & { readonly notified: string | null };

/** The first page that is not empty, from there on: few may pass the filters. */
const readPage = async (
  episodes: Dependencies['episodes'],
  query: EscalationListQuery,
  { team, level, notified }: Filters,
): Promise<Page<Escalation>> => {
  let { after } = query;
  for (;;) {
    const page = await episodes.listEscalations({ ...query, after });
    const items = page.items.filter(
      (one) =>
        (team === undefined || one.team === team) &&
        (level === undefined || one.level === level) &&
        (notified === null || one.notified.includes(notified)),
    );
    if (items.length > 0 || page.after === null) return { items, after: page.after };
    ({ after } = page);
  }
};

/**
 * Escalations of the tasks that the caller's authorities own, newest first. A page can have fewer
 * than `limit`: those that the filters leave out, and those acknowledged since the index was updated. The age is that at
 * the first page.
 */
export const listEscalations = async (
  { episodes, directory }: Dependencies,
  { cursor, limit, ...filters }: ListEscalationsQuery,
  caller: Caller,
  requestedAt: Instant,
): Promise<Result<EscalationListView>> => {
  const { authority, acknowledged, olderThanHours } = filters;
  const scope = listRequestedAuthorities(caller, authority, directory);
  if ('refusal' in scope) return scope;
  const list = identifyList('escalations', filters);
  const start = readPageStart(cursor, list, requestedAt);
  if ('refusal' in start) return start;
  const { after, now } = start.value;
  const query = {
    authorities: scope.value,
    acknowledged: acknowledged ?? null,
    raisedBefore: olderThanHours === undefined ? null : addMs(now, -olderThanHours * HOUR_MS),
    after,
    limit,
  };
  const notified = caller.onlyOwnTasks === true ? caller.subject : null;
  const page = await readPage(episodes, query, { ...filters, notified });
  const items = page.items.map(viewEscalation);
  return { value: { items, cursor: writeNextCursor(page.after, list, now) } };
};
