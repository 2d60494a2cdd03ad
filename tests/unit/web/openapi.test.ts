import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ROUTES } from '../../../functions/web/api/routes.ts';
import { openApiDocument } from '../../support/openapi-check.ts';
import { createWebWorld } from '../../support/web-world.ts';

const served = async () =>
  z
    .looseObject({
      openapi: z.string(),
      paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
      components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
    })
    .parse((await createWebWorld().ask('/api/v1/openapi.json', { as: null })).body);

describe('The OpenAPI document', () => {
  it('Describes every route there is, and no other', async () => {
    const routes = createWebWorld()
      .app.routes.filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => {
        const described = path.replaceAll(/:(\w+)/g, '{$1}').replaceAll('{[^/]+\\.csv}', '.csv');
        return `${method} ${described}`;
      });
    const described = Object.entries((await served()).paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual([...new Set(routes)].sort());
  });

  it('Is served as it is made, in the version that takes JSON Schema as it is', async () => {
    expect(await served()).toEqual(openApiDocument);
    expect((await served()).openapi).toBe('3.1.0');
  });

  it('Names every parameter of the lists', async () => {
    const { paths } = await served();
    const namesOf = (path: string): readonly string[] =>
      z
        .array(z.looseObject({ name: z.string() }))
        .parse(paths[path]?.['get']?.['parameters'])
        .map(({ name }) => name);
    expect(namesOf('/api/v1/episodes')).toEqual([
      'force',
      'reference',
      'authority',
      'status',
      'flag',
      'cursor',
      'limit',
    ]);
    expect(namesOf('/api/v1/tasks')).toEqual([
      'authority',
      'team',
      'practitioner',
      'state',
      'only',
      'child',
      'reference',
      'cursor',
      'limit',
    ]);
    expect(namesOf('/api/v1/episodes/{episodeId}')).toEqual(['episodeId', 'historyCursor']);
  });

  it('Gives every route an id of its own and every parameter of its path a schema', () => {
    expect(new Set(ROUTES.map(({ id }) => id)).size).toBe(ROUTES.length);
    for (const { path, params } of ROUTES) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params.shape)).toEqual(names);
    }
  });

  it('Gives a schema that several routes use one name', async () => {
    const { components } = await served();
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining(['Child', 'Clock', 'Episode', 'EpisodeItem', 'Problem', 'Task']),
    );
  });

  it('Says of each route whether it needs a token', async () => {
    const { paths } = await served();
    const open = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([, { security }]) => JSON.stringify(security) === '[]')
        .map(([method]) => `${method} ${path}`),
    );
    expect(open.sort()).toEqual([
      'get /',
      'get /api/v1/calendar.ics',
      'get /api/v1/health',
      'get /api/v1/openapi.json',
    ]);
  });

  it('Describes what may be sent, and every response to what is not valid', async () => {
    const sent = (await served()).paths['/api/v1/tasks/{taskId}/attempts']?.['post'];
    expect(sent).toMatchObject({ requestBody: { required: true } });
    const answers = Object.keys(z.looseObject({}).parse(sent?.['responses']));
    expect(answers).toEqual(
      expect.arrayContaining(['201', '400', '404', '409', '413', '415', '422']),
    );
  });
});
