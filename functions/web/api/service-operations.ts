import { NO_BODY, type Operation } from './operation.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';
import * as z from 'zod';

/** That the function answers. */
export const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

/** Where to go from the root. */
export const indexSchema = z
  .object({ name: z.string(), links: z.record(z.string(), z.string()) })
  .meta({ id: 'Index' });

/** An OpenAPI document, by the members that every one has. */
export const openApiSchema = z
  .looseObject({ openapi: z.string(), info: z.looseObject({ title: z.string() }) })
  .meta({ id: 'OpenApiDocument' });

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
