import { episodeDetailSchema, episodeListSchema } from '../../../shared/episodes/episode-api.ts';
import {
  rejectionDetailSchema,
  rejectionListSchema,
} from '../../../shared/intake/rejection-api.ts';
import { NO_BODY, type Operation } from './operation.ts';
import {
  escalationListSchema,
  listEscalationsQuerySchema,
} from '../../../shared/escalation/list-escalations.ts';
import {
  timescalesQuerySchema,
  timescalesViewSchema,
} from '../../../shared/casework/timescales.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';
import { listEpisodesQuerySchema } from '../../../shared/episodes/list-episodes.ts';
import { listRejectionsQuerySchema } from '../../../shared/intake/list-rejections.ts';

/** What is told of episodes, and of messages that became none. */
export const EPISODE_OPERATIONS = {
  listEpisodes: {
    method: 'get',
    path: '/api/v1/episodes',
    summary: 'Missing episodes that your authorities see, newest first',
    query: listEpisodesQuerySchema,
    body: NO_BODY,
    response: episodeListSchema,
    status: 200,
    audited: 'episodes',
  },
  readEpisode: {
    method: 'get',
    path: '/api/v1/episodes/{episodeId}',
    summary: 'One missing episode in full, with its history',
    query: noQuerySchema,
    body: NO_BODY,
    response: episodeDetailSchema,
    status: 200,
    audited: 'episode',
  },
  listEscalations: {
    method: 'get',
    path: '/api/v1/escalations',
    summary: 'Levels that were raised for tasks that your authorities own, newest first',
    query: listEscalationsQuerySchema,
    body: NO_BODY,
    response: escalationListSchema,
    status: 200,
    audited: 'tasks',
  },
  readTimescales: {
    method: 'get',
    path: '/api/v1/timescales',
    summary:
      'How the interviews of an authority went, for children who returned in a period; names no child',
    query: timescalesQuerySchema,
    body: NO_BODY,
    response: timescalesViewSchema,
    status: 200,
    audited: 'open',
  },
  listRejections: {
    method: 'get',
    path: '/api/v1/rejections',
    summary: 'Messages that could not be used, newest first, without what they said',
    query: listRejectionsQuerySchema,
    body: NO_BODY,
    response: rejectionListSchema,
    status: 200,
    audited: 'open',
  },
  readRejection: {
    method: 'get',
    path: '/api/v1/rejections/{rejectionId}',
    summary: 'One message that could not be used, whole',
    query: noQuerySchema,
    body: NO_BODY,
    response: rejectionDetailSchema,
    status: 200,
    audited: 'rejection',
  },
} as const satisfies Record<string, Operation>;
