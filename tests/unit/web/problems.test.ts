import { describe, expect, it } from 'vitest';
import { buildFound, buildReported, NORFOLK_FORCE } from '../../support/messages.ts';
import { parseEpisodes, parseProblem, parseTasks } from '../../support/reply-shapes.ts';
import { createWebWorld, NOW, tokenOf, type WebWorld } from '../../support/web-world.ts';
import { withReference } from '../../support/web-tasks.ts';

const errorsOf = async (path: string) => parseProblem(await createWebWorld().ask(path)).errors;

const createWorldOfTwo = async (): Promise<WebWorld> => {
  const world = createWebWorld();
  for (const reference of ['NC-1', 'NC-2']) {
    await world.receive(
      withReference(reference, buildReported()),
      withReference(reference, buildFound()),
    );
  }
  return world;
};

describe('Parameters that cannot be used', () => {
  it.each([
    { query: 'limit=0', path: '/limit' },
    { query: 'limit=101', path: '/limit' },
    { query: 'limit=1.5', path: '/limit' },
    { query: 'limit=ten', path: '/limit' },
    { query: 'status=lost', path: '/status' },
    { query: 'status=found&status=missing', path: '/status' },
    { query: 'force=norfolk', path: '/force' },
    { query: 'authority=norfolk', path: '/authority' },
  ])('$query is refused, with where and not what', async ({ query, path }) => {
    const reply = await createWebWorld().ask(`/api/v1/episodes?${query}`);
    expect(parseProblem(reply)).toEqual({
      status: 400,
      code: 'invalid-parameters',
      errors: [{ code: 'invalid-value', path }],
    });
    expect(JSON.stringify(reply.body)).not.toMatch(/lost|norfolk|ten|101|1\.5/);
  });

  it('A parameter that is not known is refused, for a mistyped filter would show too much', async () => {
    expect(await errorsOf('/api/v1/episodes?athority=E10000020')).toEqual([
      { code: 'unknown-parameter', path: '/athority' },
    ]);
  });

  it.each(['__proto__', 'constructor', 'a~b/c'])(
    '%s is a parameter like any other',
    async (name) => {
      const pointer = name.replaceAll('~', '~0').replaceAll('/', '~1');
      expect(await errorsOf(`/api/v1/tasks?${encodeURIComponent(name)}=1`)).toEqual([
        { code: 'unknown-parameter', path: `/${pointer}` },
      ]);
    },
  );

  it('Everything that is wrong is reported at once', async () => {
    const errors = await errorsOf('/api/v1/tasks?limit=0&state=done&colour=red');
    expect(errors.map(({ path }) => path).sort()).toEqual(['/colour', '/limit', '/state']);
  });
});

describe('A cursor', () => {
  it.each(['nonsense', 'e30', 'bnVsbA', '%00', 'eyJhZnRlciI6IiJ9'])(
    '%s, which no list gave, is refused',
    async (cursor) => {
      expect(await errorsOf(`/api/v1/tasks?cursor=${cursor}`)).toEqual([
        { code: 'unknown-cursor', path: '/cursor' },
      ]);
    },
  );

  it('Goes on only with the parameters of its first page', async () => {
    const world = await createWorldOfTwo();
    const { cursor } = parseEpisodes(await world.ask('/api/v1/episodes?status=found&limit=1'));
    const query = `cursor=${cursor ?? ''}&limit=1`;
    const same = await world.ask(`/api/v1/episodes?status=found&${query}`);
    const other = await world.ask(`/api/v1/episodes?force=${NORFOLK_FORCE}&${query}`);
    expect([same.status, parseProblem(other).errors]).toEqual([
      200,
      [{ code: 'unknown-cursor', path: '/cursor' }],
    ]);
  });

  it('Of one list is refused by another', async () => {
    const world = await createWorldOfTwo();
    const { cursor } = parseTasks(await world.ask('/api/v1/tasks?limit=1'));
    const reply = await world.ask(`/api/v1/episodes?limit=1&cursor=${cursor ?? ''}`);
    expect(parseProblem(reply).errors).toEqual([{ code: 'unknown-cursor', path: '/cursor' }]);
  });

  it('That was edited is refused', async () => {
    const world = await createWorldOfTwo();
    const { cursor } = parseTasks(await world.ask('/api/v1/tasks?limit=1'));
    const text = Buffer.from(cursor ?? '', 'base64url').toString();
    const edited = Buffer.from(text.replace('"after":"', '"after":"x')).toString('base64url');
    const reply = await world.ask(`/api/v1/tasks?limit=1&cursor=${edited}`);
    expect(parseProblem(reply).errors).toEqual([{ code: 'unknown-cursor', path: '/cursor' }]);
  });
});

describe('What is not there', () => {
  it.each(['/nothing', '/api/v1', '/api/v2/episodes', '/api/v1/episodes/', '/api/v1/tasks/a/b'])(
    '%s is not found',
    async (path) => {
      const reply = await createWebWorld().ask(path);
      expect(parseProblem(reply)).toEqual({ status: 404, code: 'not-found', errors: [] });
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])(
    '%s gets the list of allowed methods',
    async (method) => {
      const reply = await createWebWorld().ask('/api/v1/tasks', { method });
      expect(parseProblem(reply)).toMatchObject({ status: 405, code: 'method-not-allowed' });
      expect(reply.headers.get('allow')).toBe('GET, HEAD');
    },
  );

  it('HEAD gets the same response as GET, without a body', async () => {
    const reply = await createWebWorld().ask('/api/v1/tasks', { method: 'HEAD' });
    expect([reply.status, reply.body]).toEqual([200, null]);
  });
});

describe('A failure of ours', () => {
  const createFailingWorld = () =>
    createWebWorld(({ episodes }) => ({
      episodes: {
        ...episodes,
        listTasks: () => Promise.reject(new TypeError('Sam Example of NR3 1AU')),
      },
    }));

  it('Says nothing of what happened', async () => {
    const reply = await createFailingWorld().ask('/api/v1/tasks');
    expect(parseProblem(reply)).toEqual({ status: 500, code: 'internal-error', errors: [] });
    expect(JSON.stringify(reply.body)).not.toMatch(/Sam|NR3|TypeError/);
  });

  it('Is reported with its name and where it was, without its message', async () => {
    const world = createFailingWorld();
    await world.ask('/api/v1/tasks');
    expect(world.faults).toMatchObject([{ name: 'TypeError' }]);
    expect(world.faults[0]?.frames.join()).toContain('list-tasks.ts');
    expect(JSON.stringify(world.faults)).not.toMatch(/Sam|NR3/);
  });

  it('Nothing is reported for what a caller did wrong', async () => {
    const world = createWebWorld();
    for (const path of ['/nothing', '/api/v1/tasks?limit=0']) await world.ask(path);
    await world.ask('/api/v1/tasks', { as: null });
    expect(world.faults).toEqual([]);
  });
});

describe('Every response', () => {
  it.each(['/', '/api/v1/tasks', '/api/v1/tasks?limit=0', '/nothing', '/api/v1/rejections'])(
    '%s may not be stored, sniffed, framed or sent to another site',
    async (path) => {
      const { headers } = await createWebWorld().ask(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
      });
    },
  );

  it('Has these headers when we fail, too', async () => {
    const world = createWebWorld(() => ({
      authenticator: { authenticate: () => Promise.reject(new Error('no table')) },
    }));
    const { app } = world;
    const headers = { authorization: `Bearer ${tokenOf('manager')}` };
    const response = await app.request('/api/v1/tasks', { headers }, { now: NOW });
    expect([response.status, response.headers.get('cache-control')]).toEqual([500, 'no-store']);
  });
});
