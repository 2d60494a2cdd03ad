import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLocalClock } from '../../infra/local/clock.ts';
import type { LocalFunction } from '../../infra/local/functions/local-function.ts';
import { listen } from '../../infra/local/http/listen.ts';
import { serveRoutes } from '../../infra/local/http/serve-routes.ts';

const MEGABYTE = 1024 ** 2;
const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

/** A function that keeps the events it is woken with, and gives this answer. */
const keeper = (events: unknown[], answer: object): LocalFunction => ({
  name: 'web',
  invoke: (event) => {
    events.push(event);
    return Promise.resolve({ ok: true, requestId: 'r', response: answer });
  },
  counts: () => ({ invocations: events.length, errors: 0, timeouts: 0, crashes: 0 }),
  onActivity: () => undefined,
  stop: () => Promise.resolve(),
});

/** Sends one request through the API; gives the status, and the event that the function got, if it got any. */
const ask = async (init: RequestInit, answer: object = { statusCode: 204 }) => {
  const events: unknown[] = [];
  const server = await listen(0);
  onTestFinished(() => server.stop());
  server.serve(
    serveRoutes({
      routes: [{ key: 'ANY /{proxy+}', functionName: 'web' }],
      functions: new Map([['web', keeper(events, answer)]]),
      clock: createLocalClock({ wallNow: () => Date.parse('2026-11-21T09:00:00Z') }),
    }),
  );
  const { status } = await fetch(`${server.url}/tasks/t1/attempts`, init);
  return { status, event: events[0] as APIGatewayProxyEventV2 | undefined };
};

const sendJson = (length: number) =>
  ask({ method: 'PUT', headers: JSON_TYPE, body: JSON.stringify('x'.repeat(length)) });

describe('a write over HTTP', () => {
  it.each(['POST', 'PUT', 'DELETE'])('by %s hands over its JSON to the letter', async (method) => {
    const body = JSON.stringify({ note: 'Zoë said “later” – 日本', plan: null });
    const { event } = await ask({ method, body, headers: JSON_TYPE });
    expect(event).toMatchObject({
      version: '2.0',
      body,
      isBase64Encoded: false,
      headers: { 'content-type': JSON_TYPE['Content-Type'] },
      requestContext: { http: { method, path: '/tasks/t1/attempts' } },
    });
  });

  it('hands over in base64 what is not text', async () => {
    const body = Buffer.from([0, 255, 7]);
    const headers = { 'content-type': 'application/octet-stream' };
    const { event } = await ask({ method: 'PUT', body, headers });
    expect(event).toMatchObject({ body: body.toString('base64'), isBase64Encoded: true });
  });

  it('without a body has none', async () => {
    const { event } = await ask({ method: 'DELETE' });
    expect(event?.isBase64Encoded).toBe(false);
    expect(event).not.toHaveProperty('body');
  });

  it('of five megabytes is taken whole', async () => {
    const { status, event } = await sendJson(5 * MEGABYTE);
    expect([status, event?.body?.length]).toEqual([204, 5 * MEGABYTE + 2]);
  });

  it('that Lambda would not accept, over 6 MB with its envelope, calls no function', async () => {
    expect(await sendJson(6 * MEGABYTE - 10)).toEqual({ status: 413, event: undefined });
  });

  it('counts as large as it is for Lambda, where each quote in it is escaped', async () => {
    const body = '"'.repeat(4 * MEGABYTE);
    const { status } = await ask({ method: 'POST', headers: JSON_TYPE, body });
    expect(status).toBe(413);
  });
});

describe('an answer over HTTP', () => {
  const answerWith = (length: number) => ask({}, { statusCode: 200, body: 'x'.repeat(length) });

  it('of five megabytes arrives', async () => {
    expect((await answerWith(5 * MEGABYTE)).status).toBe(200);
  });

  it('that Lambda would not carry, over 6 MB, is a fault of the server', async () => {
    expect((await answerWith(6 * MEGABYTE + 200)).status).toBe(500);
  });
});
