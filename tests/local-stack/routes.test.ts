import { describe, expect, it } from 'vitest';
import { createRouteMatcher } from '../../infra/local/http/match-route.ts';

const routes = [
  '$default',
  'ANY /{proxy+}',
  'GET /api/{proxy+}',
  'ANY /api/tasks',
  'GET /api/tasks',
  'GET /api/tasks/{taskId}',
  'GET /',
].map((key) => ({ key, functionName: 'web' }));

const chosen = (method: string, path: string) => {
  const match = createRouteMatcher(routes)(method, path);
  return match === null ? null : [match.route.key, match.pathParameters];
};

describe('the route of a request', () => {
  it.each([
    ['GET', '/', 'GET /', {}],
    ['POST', '/', '$default', {}],
    ['GET', '/api/tasks', 'GET /api/tasks', {}],
    ['POST', '/api/tasks', 'ANY /api/tasks', {}],
    ['GET', '/api/tasks/t1', 'GET /api/tasks/{taskId}', { taskId: 't1' }],
    ['GET', '/api/tasks/t1/more', 'GET /api/{proxy+}', { proxy: 'tasks/t1/more' }],
    ['PUT', '/api/tasks/t1', 'ANY /{proxy+}', { proxy: 'api/tasks/t1' }],
    ['GET', '/api/', 'ANY /{proxy+}', { proxy: 'api/' }],
  ])('%s %s is the most specific one', (method, path, key, parameters) => {
    expect(chosen(method, path)).toEqual([key, parameters]);
  });

  it('does not exist when no route fits', () => {
    const [, ...withoutDefault] = routes;
    expect(createRouteMatcher(withoutDefault)('POST', '/')).toBeNull();
  });
});
