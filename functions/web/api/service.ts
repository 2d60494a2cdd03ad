import * as z from 'zod';
import { defineRead, type Route } from './route.ts';

const indexSchema = z
  .object({ name: z.string(), links: z.record(z.string(), z.string()) })
  .meta({ id: 'Index' });

const openApiSchema = z
  .looseObject({ openapi: z.string(), info: z.looseObject({ title: z.string() }) })
  .meta({ id: 'OpenApiDocument' });

const buildLinks = (routes: readonly Route[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    routes
      .filter(({ method, path }) => method === 'get' && !path.includes('{'))
      .map(({ id, path }) => [id, path]),
  );

/** `listRoutes` gives all routes, these included, once they are defined. */
export const createServiceRoutes = (listRoutes: () => readonly Route[]): readonly Route[] => [
  defineRead({
    id: 'readOpenApi',
    path: '/api/v1/openapi.json',
    summary: 'Read this document',
    permission: 'public',
    audit: 'unaudited',
    response: openApiSchema,
    handle: async () => {
      const { createOpenApiDocument } = await import('../http/openapi.ts');
      return { value: openApiSchema.parse(createOpenApiDocument(listRoutes())) };
    },
  }),
  defineRead({
    id: 'readHealth',
    path: '/api/v1/health',
    summary: 'Check that the service responds',
    permission: 'public',
    audit: 'unaudited',
    response: z.object({ status: z.literal('ok') }).meta({ id: 'Health' }),
    handle: () => ({ value: { status: 'ok' as const } }),
  }),
  defineRead({
    id: 'readIndex',
    path: '/',
    summary: 'List links to the other routes',
    permission: 'public',
    audit: 'unaudited',
    response: indexSchema,
    handle: () => ({ value: { name: 'Homeward', links: buildLinks(listRoutes()) } }),
  }),
];
