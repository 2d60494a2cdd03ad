import type * as z from 'zod';
import { episodeDetailSchema } from '../../shared/contracts/api/episode.ts';
import {
  episodeListSchema,
  rejectionListSchema,
  taskListSchema,
} from '../../shared/contracts/api/list.ts';
import {
  listEpisodesQuerySchema,
  listRejectionsQuerySchema,
  listTasksQuerySchema,
  noQuerySchema,
} from '../../shared/contracts/api/query.ts';
import { rejectionDetailSchema } from '../../shared/contracts/api/rejection.ts';
import { healthSchema, indexSchema, openApiSchema } from '../../shared/contracts/api/service.ts';
import { taskViewSchema } from '../../shared/contracts/api/task.ts';

/** One thing that can be asked of the API. All are `GET`: this interface only reads. */
export interface Operation {
  /** With `{names}` of path parameters, as in OpenAPI. */
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly response: z.ZodType;
}

export const OPERATION_IDS = [
  'listEpisodes',
  'readEpisode',
  'listTasks',
  'readTask',
  'listRejections',
  'readRejection',
  'readOpenApi',
  'readHealth',
  'readIndex',
] as const;
export type OperationId = (typeof OPERATION_IDS)[number];

/** Every operation once: routes, permissions and the OpenAPI document follow from here. */
export const OPERATIONS: Readonly<Record<OperationId, Operation>> = {
  listEpisodes: {
    path: '/api/v1/episodes',
    summary: 'Missing episodes that your authorities see, newest first',
    query: listEpisodesQuerySchema,
    response: episodeListSchema,
  },
  readEpisode: {
    path: '/api/v1/episodes/{episodeId}',
    summary: 'One missing episode in full, with its history',
    query: noQuerySchema,
    response: episodeDetailSchema,
  },
  listTasks: {
    path: '/api/v1/tasks',
    summary:
      'Return home interview tasks that your authorities own: overdue first, then without a clock, then by due time',
    query: listTasksQuerySchema,
    response: taskListSchema,
  },
  readTask: {
    path: '/api/v1/tasks/{taskId}',
    summary: 'One return home interview task',
    query: noQuerySchema,
    response: taskViewSchema,
  },
  listRejections: {
    path: '/api/v1/rejections',
    summary: 'Messages that could not be used, newest first, without what they said',
    query: listRejectionsQuerySchema,
    response: rejectionListSchema,
  },
  readRejection: {
    path: '/api/v1/rejections/{rejectionId}',
    summary: 'One message that could not be used, whole',
    query: noQuerySchema,
    response: rejectionDetailSchema,
  },
  readOpenApi: {
    path: '/api/v1/openapi.json',
    summary: 'This document',
    query: noQuerySchema,
    response: openApiSchema,
  },
  readHealth: {
    path: '/api/v1/health',
    summary: 'Whether the service answers',
    query: noQuerySchema,
    response: healthSchema,
  },
  readIndex: {
    path: '/',
    summary: 'Where to go from here',
    query: noQuerySchema,
    response: indexSchema,
  },
};
