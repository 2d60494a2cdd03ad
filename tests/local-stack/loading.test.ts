import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalServer, listen } from '../../infra/local/http/listen.ts';
import { serveLoading } from '../../infra/local/http/serve-loading.ts';

let server: LocalServer;

beforeAll(async () => {
  server = await listen(0);
  server.serve(
    serveLoading({ title: 'The demonstration is loading', describe: () => 'It has just begun.' }),
  );
});
afterAll(() => server.stop());

describe('an address while the demonstration is loading', () => {
  it.each(['GET', 'POST'])('answers a %s with 503, when to try again, and why', async (method) => {
    const response = await fetch(`${server.url}/api/v1/tasks?authority=E10000020`, { method });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'urn:homeward:problem:loading',
      title: 'The demonstration is loading',
      status: 503,
      detail: 'It has just begun.',
    });
  });

  it('shows a browser a page that loads again by itself, without a script', async () => {
    const response = await fetch(server.url, { headers: { accept: 'text/html,*/*' } });
    const page = await response.text();
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page).toContain('<h1>The demonstration is loading</h1>');
    expect(page).toMatch(/<meta http-equiv="refresh" content="\d+">/);
    expect(page).not.toContain('<script');
  });

  it('lets no answer be stored, framed or sniffed', async () => {
    const { headers } = await fetch(server.url);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});
