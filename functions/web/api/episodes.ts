import * as z from 'zod';
import { belongsTo, type Caller } from '../../../shared/access/caller.ts';
import { episodeDetailSchema, episodeListSchema } from '../../../shared/episodes/episode-api.ts';
import { historyQuerySchema } from '../../../shared/episodes/history.ts';
import { listEpisodes, listEpisodesQuerySchema } from '../../../shared/episodes/list-episodes.ts';
import { readEpisode } from '../../../shared/episodes/read-episode.ts';
import { episodeIdSchema } from '../../../shared/kernel/api-fields.ts';
import type { AuditedAccess } from '../http/audit.ts';
import { defineRead } from './route.ts';

interface ShownEpisode {
  readonly episodeId: string;
  readonly responsibleAuthority: string;
  readonly child: { readonly childId: string | null } | null;
}

const auditEpisode = (
  { episodeId, responsibleAuthority, child }: ShownEpisode,
  caller: Caller,
): AuditedAccess => {
  const authority = belongsTo(caller, responsibleAuthority)
    ? 'responsible-authority'
    : 'host-authority';
  return {
    what: { kind: 'episode', id: episodeId, taskId: null, childId: child?.childId ?? null },
    why: caller.authorities === 'all' ? 'all-authorities' : authority,
  };
};

export const episodeRoutes = [
  defineRead({
    id: 'listEpisodes',
    path: '/api/v1/episodes',
    summary: 'List the missing episodes that your authorities may see, newest first',
    permission: 'readCasework',
    audit: ({ items }, caller) => items.map((episode) => auditEpisode(episode, caller)),
    query: listEpisodesQuerySchema,
    response: episodeListSchema,
    handle: ({ query, caller, now }, dependencies) =>
      listEpisodes(dependencies, query, caller, now),
  }),
  defineRead({
    id: 'readEpisode',
    path: '/api/v1/episodes/{episodeId}',
    summary: 'Read one missing episode in full, with its history',
    permission: 'readCasework',
    audit: (episode, caller) => [auditEpisode(episode, caller)],
    params: z.object({ episodeId: episodeIdSchema }),
    query: historyQuerySchema,
    response: episodeDetailSchema,
    handle: ({ params, query, caller, now }, dependencies) =>
      readEpisode(dependencies, params.episodeId, query, caller, now),
  }),
];
