import * as z from 'zod';
import type { AuditedAccess } from '../../../shared/access/audit.ts';
import { belongsTo, type Caller } from '../../../shared/access/caller.ts';
import { episodeDetailSchema, episodeListSchema } from '../../../shared/episodes/episode-api.ts';
import { historyQuerySchema } from '../../../shared/episodes/history.ts';
import { listEpisodes, listEpisodesQuerySchema } from '../../../shared/episodes/list-episodes.ts';
import { ownsTask, toTaskId } from '../../../shared/episodes/episode.ts';
import { findCurrentRecord } from '../../../shared/episodes/reference-record.ts';
import { readEpisode } from '../../../shared/episodes/read-episode.ts';
import { episodeIdSchema } from '../../../shared/kernel/api-fields.ts';
import { joinEpisodes } from '../../../shared/intake/join-episodes.ts';
import { joinedEpisodesSchema, joiningBodySchema } from '../../../shared/intake/joining.ts';
import { auditTask } from '../http/audit.ts';
import type { WebDependencies } from '../web-context.ts';
import { defineChange, defineRead, type RouteRequest } from './route.ts';

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

const params = z.object({ episodeId: episodeIdSchema });

/** The episode may be one with another now. */
const auditJoined = async (
  { params: { episodeId }, caller }: RouteRequest<z.output<typeof params>>,
  { episodes }: WebDependencies,
): Promise<readonly AuditedAccess[] | null> => {
  const { stored } = findCurrentRecord(await episodes.readReference(episodeId), episodeId);
  if (stored === null || !ownsTask(caller, stored.episode)) return null;
  const { childId, episode } = stored;
  return [auditTask({ taskId: toTaskId(episode.episodeId), childId }, caller)];
};

export const episodeRoutes = [
  defineRead({
    id: 'listEpisodes',
    isList: true,
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
    params,
    query: historyQuerySchema,
    response: episodeDetailSchema,
    handle: ({ params, query, caller, now }, dependencies) =>
      readEpisode(dependencies, params.episodeId, query, caller, now),
  }),
  defineChange({
    id: 'joinEpisodes',
    method: 'post',
    path: '/api/v1/episodes/{episodeId}/joining',
    summary: 'Say that an episode is one with the episode before it, or take that back',
    permission: 'joinEpisodes',
    audit: auditJoined,
    params,
    body: joiningBodySchema,
    response: joinedEpisodesSchema,
    status: 201,
    handle: ({ params: { episodeId }, body, caller, now }, dependencies) =>
      joinEpisodes(dependencies, { episodeId, body }, caller, now),
  }),
];
