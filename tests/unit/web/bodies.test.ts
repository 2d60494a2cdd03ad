import { describe, expect, it } from 'vitest';
import { parseProblem } from '../../support/reply-shapes.ts';
import { norfolkTaskId, receiveReturned } from '../../support/web-tasks.ts';
import { createWebWorld, type RequestOptions } from '../../support/web-world.ts';

const PATH = `/api/v1/tasks/${norfolkTaskId('NC-1')}/attempts`;
const ATTEMPT = { key: 'key-of-attempt', taskVersion: 1, channel: 'phone', result: 'no-answer' };

const post = async (send: unknown, asking: RequestOptions = {}) =>
  parseProblem(await createWebWorld().ask(PATH, { method: 'POST', send, ...asking }));

describe('A body that cannot be read', () => {
  it.each(['', 'no json', '[]', 'null', '"text"', '{"key":', '1'])(
    '%j is not a JSON object',
    async (send) => {
      expect(await post(send)).toMatchObject({ status: 400, code: 'unreadable-body' });
    },
  );

  it('Is not looked into when it is nested deeper than any form', async () => {
    const send = `{"key":${'['.repeat(40)}${']'.repeat(40)}}`;
    expect(await post(send)).toMatchObject({ status: 400, code: 'unreadable-body' });
  });

  it('Text that is not UTF-8 is no JSON', async () => {
    const { app } = createWebWorld();
    const headers = {
      authorization: 'Bearer token-of-practitioner',
      'content-type': 'application/json',
    };
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const bindings = { now: '2026-11-21T10:00:00.000Z', requestId: 'request-1', address: null };
    const response = await app.request(PATH, { method: 'POST', headers, body }, bindings);
    expect(response.status).toBe(400);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
    'As %s it is refused: a form of another site could send that',
    async (type) => {
      const problem = await post(ATTEMPT, { headers: { 'content-type': type } });
      expect(problem).toMatchObject({ status: 415, code: 'unsupported-media-type' });
    },
  );

  it('The media type may name its character set', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect((await post(ATTEMPT, { headers })).status).toBe(404);
  });

  it('Over 256 KB is too large, and exactly that is not', async () => {
    const sized = (bytes: number): string => {
      const text = (note: string) => JSON.stringify({ ...ATTEMPT, note });
      return text('x'.repeat(bytes - text('').length));
    };
    expect(await post(sized(256 * 1024 + 1))).toMatchObject({ status: 413 });
    expect(await post(sized(256 * 1024))).toMatchObject({ status: 422 });
  });
});

describe('A body that breaks a rule', () => {
  it('Is refused with all that is wrong, where it is, and never what was sent', async () => {
    const send = { key: 'short', taskVersion: 1, channel: 'pigeon', colour: 'purple' };
    const reply = await createWebWorld().ask(PATH, { method: 'POST', send });
    const { status, code, errors } = parseProblem(reply);
    expect([status, code]).toEqual([422, 'invalid-body']);
    expect(errors).toHaveLength(4);
    expect(errors).toEqual(
      expect.arrayContaining([
        { code: 'invalid-value', path: '/key' },
        { code: 'invalid-value', path: '/channel' },
        { code: 'missing-field', path: '/result' },
        { code: 'unknown-field', path: '/colour' },
      ]),
    );
    expect(JSON.stringify(reply.body)).not.toMatch(/short|pigeon|purple/);
  });

  it('The pointer names a nested field that is wrong', async () => {
    const alsoCovers = [{ taskId: 'nobody', taskVersion: 1 }];
    const send = { key: 'key-of-outcome', taskVersion: 1, outcome: 'completed', alsoCovers };
    const path = PATH.replace('attempts', 'outcome');
    const { errors } = parseProblem(await createWebWorld().ask(path, { method: 'POST', send }));
    expect(errors).toEqual([{ code: 'invalid-value', path: '/alsoCovers/0/taskId' }]);
  });

  it('A rule that a schema names has its own code', async () => {
    const send = {
      key: 'key-of-absence',
      practitionerId: 'p-1',
      from: '2026-12-02',
      until: '2026-12-01',
    };
    const reply = await createWebWorld().ask('/api/v1/absences', { method: 'POST', send });
    expect(parseProblem(reply).errors).toEqual([{ code: 'days-in-wrong-order', path: '/until' }]);
  });

  it.each(['__proto__', 'constructor', 'a~b/c'])('%s is a field like any other', async (name) => {
    const send = `{"${name}":1,${JSON.stringify(ATTEMPT).slice(1)}`;
    const pointer = name.replaceAll('~', '~0').replaceAll('/', '~1');
    expect((await post(send)).errors).toEqual([{ code: 'unknown-field', path: `/${pointer}` }]);
  });

  it('Nothing of it is done', async () => {
    const world = createWebWorld();
    await receiveReturned(world, 'NC-1', 3);
    await world.ask(PATH, { method: 'POST', send: { ...ATTEMPT, channel: 'pigeon' } });
    expect(world.audited).toEqual([]);
  });
});

describe('Methods', () => {
  it('Two routes share a path, and a response to any other method names both', async () => {
    const path = PATH.replace('attempts', 'debrief/draft');
    const reply = await createWebWorld().ask(path, { method: 'PATCH', send: {} });
    expect(parseProblem(reply)).toMatchObject({ status: 405, code: 'method-not-allowed' });
    expect(reply.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'PUT']);
  });

  it('A path that only records cannot be read', async () => {
    const reply = await createWebWorld().ask(PATH);
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
