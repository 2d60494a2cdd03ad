import { makeEpisodeId } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import {
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  CHILD,
  DORSET,
  NORFOLK,
  NORFOLK_FORCE,
} from '../../support/messages.ts';
import { parseEpisodes, parseProblem } from '../../support/reply-shapes.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { buildDorsetReport, buildPlacedInDorset, withReference } from '../../support/web-tasks.ts';

const referencesOf = async (world: WebWorld, path: string, as?: 'auditor' | 'dorsetManager') => {
  const { items } = parseEpisodes(await world.ask(path, as === undefined ? {} : { as }));
  return items.map(({ reference }) => reference);
};

const createMixedWorld = async (): Promise<WebWorld> => {
  const world = createWebWorld();
  await world.receive(
    withReference('NC-1', buildReported({ data: { reportedAt: '2026-11-18T20:00:00Z' } })),
    withReference('NC-2', buildReported({ data: { reportedAt: '2026-11-19T21:00:00Z' } })),
    withReference('NC-2', buildFound()),
    withReference('NC-3', buildPlacedInDorset({ data: { reportedAt: '2026-11-20T22:00:00Z' } })),
    buildDorsetReport('DP-4', { data: { reportedAt: '2026-11-20T23:00:00Z' } }),
  );
  return world;
};

describe('The list of episodes', () => {
  it('Shows what the authority is responsible for, newest report first', async () => {
    const world = await createMixedWorld();
    expect(await referencesOf(world, '/api/v1/episodes')).toEqual(['NC-3', 'NC-2', 'NC-1']);
  });

  it('Shows an out-of-area placement to the host authority as well', async () => {
    const world = await createMixedWorld();
    expect(await referencesOf(world, '/api/v1/episodes', 'dorsetManager')).toEqual([
      'DP-4',
      'NC-3',
    ]);
  });

  it('Shows an episode once to who belongs to both its authorities', async () => {
    const world = await createMixedWorld();
    expect(await referencesOf(world, '/api/v1/episodes', 'auditor')).toEqual([
      'DP-4',
      'NC-3',
      'NC-2',
      'NC-1',
    ]);
  });

  it('Is narrowed by authority, by status and by force', async () => {
    const world = await createMixedWorld();
    const narrowed = (filter: string) =>
      referencesOf(world, `/api/v1/episodes?${filter}`, 'auditor');
    expect(await narrowed(`authority=${DORSET}`)).toEqual(['DP-4', 'NC-3']);
    expect(await narrowed('status=found')).toEqual(['NC-2']);
    expect(await narrowed(`force=${NORFOLK_FORCE}`)).toEqual(['NC-3', 'NC-2', 'NC-1']);
    expect(await narrowed(`authority=${DORSET}&force=${NORFOLK_FORCE}`)).toEqual(['NC-3']);
  });

  it('A blank parameter, as a form sends it, does not filter', async () => {
    const world = await createMixedWorld();
    const blank = '/api/v1/episodes?force=&reference=&authority=&status=missing&cursor=';
    expect(await referencesOf(world, blank)).toEqual(['NC-3', 'NC-1']);
  });

  it("A force's reference gives its one episode", async () => {
    const world = await createMixedWorld();
    const path = `/api/v1/episodes?force=${NORFOLK_FORCE}&reference=NC-2`;
    expect(await referencesOf(world, path)).toEqual(['NC-2']);
    expect(await referencesOf(world, `${path}&status=missing`)).toEqual([]);
    expect(await referencesOf(world, `${path}&authority=${DORSET}`, 'auditor')).toEqual([]);
  });

  it('A reference of an episode that is not theirs looks as if it did not exist', async () => {
    const world = await createMixedWorld();
    const path = `/api/v1/episodes?force=${NORFOLK_FORCE}&reference=`;
    expect(await referencesOf(world, `${path}NC-1`, 'dorsetManager')).toEqual([]);
    expect(await referencesOf(world, `${path}NC-99`, 'dorsetManager')).toEqual([]);
  });

  it('A reference without its force is refused: two forces may use the same', async () => {
    const world = await createMixedWorld();
    expect(parseProblem(await world.ask('/api/v1/episodes?reference=NC-1'))).toEqual({
      status: 400,
      code: 'invalid-parameters',
      errors: [{ code: 'missing-parameter', path: '/force' }],
    });
  });

  it('An authority that the caller does not belong to is refused', async () => {
    const world = await createMixedWorld();
    const reply = await world.ask(`/api/v1/episodes?authority=${DORSET}`);
    expect(parseProblem(reply)).toEqual({ status: 403, code: 'not-your-authority', errors: [] });
  });

  it('An authority that does not exist is refused to who belongs to all', async () => {
    const world = await createMixedWorld();
    const reply = await world.ask('/api/v1/episodes?authority=E06999999', { as: 'auditor' });
    expect(parseProblem(reply)).toEqual({
      status: 400,
      code: 'invalid-parameters',
      errors: [{ code: 'unknown-authority', path: '/authority' }],
    });
  });

  it('Pages contain every episode once, and the last page has no cursor', async () => {
    const world = await createMixedWorld();
    const first = parseEpisodes(await world.ask('/api/v1/episodes?limit=2'));
    const rest = parseEpisodes(
      await world.ask(`/api/v1/episodes?limit=2&cursor=${first.cursor ?? 'none'}`),
    );
    expect([...first.items, ...rest.items].map(({ reference }) => reference)).toEqual([
      'NC-3',
      'NC-2',
      'NC-1',
    ]);
    expect(rest.cursor).toBeNull();
  });

  it('Carries neither free text nor history', async () => {
    const world = createWebWorld();
    await world.receive(
      buildReported({ data: { circumstances: 'Left after an argument.' } }),
      buildReturned({ data: { preventionInterview: { held: true, summary: 'Was at the pier.' } } }),
      buildCancelled({ data: { note: 'Entered twice.' } }),
    );
    const reply = await world.ask('/api/v1/episodes');
    expect(JSON.stringify(reply.body)).not.toMatch(/argument|pier|twice|history|officer/);
  });

  it('Shows who the child is, and the authority, locality and team', async () => {
    const world = createWebWorld();
    await world.receive(buildReported(), buildFound());
    const { items } = parseEpisodes(await world.ask('/api/v1/episodes'));
    expect(items).toMatchObject([
      {
        episodeId: makeEpisodeId(NORFOLK_FORCE, 'NC-2026-004512'),
        status: 'found',
        responsibleAuthority: NORFOLK,
        hostAuthority: NORFOLK,
        locality: 'norwich',
        flags: [],
        child: { givenName: CHILD.givenName, dateOfBirth: CHILD.dateOfBirth, nhsNumber: null },
        task: { state: 'open', team: 'norfolk-norwich', clock: { state: 'none' } },
      },
    ]);
  });
});
