import { noQuerySchema } from '../../../shared/episodes/query.ts';
import { healthSchema, indexSchema, openApiSchema } from '../../../shared/kernel/service-api.ts';
import { NO_BODY, type Operation } from './operation.ts';

/** What the service says of itself. */
export const SERVICE_OPERATIONS = {
  readOpenApi: {
    method: 'get',
    path: '/api/v1/openapi.json',
    summary: 'This document',
    query: noQuerySchema,
    body: NO_BODY,
    response: openApiSchema,
    status: 200,
    audited: 'open',
  },
  readHealth: {
    method: 'get',
    path: '/api/v1/health',
    summary: 'Whether the service answers',
    query: noQuerySchema,
    body: NO_BODY,
    response: healthSchema,
    status: 200,
    audited: 'open',
  },
  readIndex: {
    method: 'get',
    path: '/',
    summary: 'Where to go from here',
    query: noQuerySchema,
    body: NO_BODY,
    response: indexSchema,
    status: 200,
    audited: 'open',
  },
} as const satisfies Record<string, Operation>;
