import { makeEpisodeId } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import {
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  buildUpdated,
  NORFOLK_FORCE,
} from '../../support/messages.ts';
import { parseEpisode, parseProblem } from '../../support/reply-shapes.ts';
import { createWebWorld } from '../../support/web-world.ts';
import { buildPlacedInDorset } from '../../support/web-tasks.ts';

const PATH = `/api/v1/episodes/${makeEpisodeId(NORFOLK_FORCE, 'NC-2026-004512')}`;

describe('One episode in full', () => {
  it('Has the free text of the last notification that gave it', async () => {
    const world = createWebWorld();
    await world.receive(
      buildReported({ data: { circumstances: 'Did not come back from school.' } }),
      buildUpdated({ data: { circumstances: 'Was seen at the station.' } }),
    );
    expect(parseEpisode(await world.ask(PATH)).circumstances).toBe('Was seen at the station.');
  });

  it('Carries no circumstances once an update has cleared them', async () => {
    const world = createWebWorld();
    await world.receive(buildReported(), buildUpdated({ data: { circumstances: null } }));
    expect(parseEpisode(await world.ask(PATH)).circumstances).toBeNull();
  });

  it("Carries the summary of the police's prevention interview, apart from the task", async () => {
    const world = createWebWorld();
    const interview = { held: true, at: '2026-11-21T06:35:00Z', summary: 'Was cold and hungry.' };
    await world.receive(
      buildReported(),
      buildReturned({ data: { preventionInterview: interview } }),
    );
    const { preventionInterview, task } = parseEpisode(await world.ask(PATH));
    expect(preventionInterview).toEqual({
      held: true,
      at: '2026-11-21T06:35:00.000Z',
      summary: 'Was cold and hungry.',
    });
    expect(task).toMatchObject({ state: 'open', clock: { state: 'running' } });
  });

  it('Carries why it was cancelled, with the note, and its task as withdrawn', async () => {
    const world = createWebWorld();
    await world.receive(
      buildReported(),
      buildFound(),
      buildReported({ id: 'kept', subject: 'NC-7' }),
      buildCancelled({ data: { reason: 'duplicate', duplicateOf: 'NC-7', note: 'Seen twice.' } }),
    );
    const at = '2026-11-21T07:15:00.000Z';
    expect(parseEpisode(await world.ask(PATH))).toMatchObject({
      status: 'cancelled',
      cancellation: { reason: 'duplicate', at, duplicateOf: 'NC-7', note: 'Seen twice.' },
      task: { state: 'withdrawn', withdrawn: { reason: 'duplicate', at } },
    });
  });

  it('Shows every fact with when it arrived and what it changed, the last to arrive last', async () => {
    const world = createWebWorld();
    await world.receive(buildReturned(), buildUpdated(), buildReported());
    const history = parseEpisode(await world.ask(PATH)).history.filter(
      (entry) => entry.source === 'police',
    );
    expect(history.map(({ kind, receivedAt }) => [kind, receivedAt])).toEqual([
      ['returned', '2026-11-21T09:00:01.000Z'],
      ['updated', '2026-11-21T09:00:02.000Z'],
      ['reported', '2026-11-21T09:00:03.000Z'],
    ]);
    expect(history[0]?.changes).toContainEqual({
      field: 'task.dueAt',
      from: null,
      to: '2026-11-24T06:25:00.000Z',
    });
    expect(history[2]?.changes).toContainEqual({
      field: 'status',
      from: 'incomplete',
      to: 'returned',
    });
  });

  it('Shows the last 50 entries of a long history, and the earlier ones by its cursor', async () => {
    const world = createWebWorld();
    const updates = Array.from({ length: 60 }, (_, index) =>
      buildUpdated({ id: `update-${index}` }),
    );
    await world.receive(buildReported(), ...updates);
    const last = parseEpisode(await world.ask(PATH));
    const query = new URLSearchParams({ historyCursor: last.historyCursor ?? '' });
    const first = parseEpisode(await world.ask(`${PATH}?${query.toString()}`));
    expect([last.history.length, first.history.length, first.historyCursor]).toEqual([
      50,
      11,
      null,
    ]);
    expect(first.history[0]).toMatchObject({ kind: 'reported' });
    expect(last.history.at(-1)).toMatchObject({ kind: 'updated' });
  });

  it('Refuses the cursor of another episode', async () => {
    const world = createWebWorld();
    const updates = Array.from({ length: 60 }, (_, index) =>
      buildUpdated({ id: `update-${index}` }),
    );
    await world.receive(buildReported(), ...updates, buildReported({ id: 'r-2', subject: 'NC-2' }));
    const { historyCursor } = parseEpisode(await world.ask(PATH));
    const query = new URLSearchParams({ historyCursor: historyCursor ?? '' });
    const other = `/api/v1/episodes/${makeEpisodeId(NORFOLK_FORCE, 'NC-2')}?${query.toString()}`;
    expect(parseProblem(await world.ask(other)).errors).toEqual([
      { code: 'unknown-cursor', path: '/historyCursor' },
    ]);
  });

  it('Before any report it is incomplete, without a child, and the clock already runs', async () => {
    const world = createWebWorld();
    await world.receive(buildReturned());
    expect(parseEpisode(await world.ask(PATH))).toMatchObject({
      status: 'incomplete',
      child: null,
      category: null,
      circumstances: null,
      task: { clock: { state: 'running' } },
    });
  });

  it('Is shown to the responsible and to the host authority', async () => {
    const world = createWebWorld();
    await world.receive(buildPlacedInDorset());
    const responsible = parseEpisode(await world.ask(PATH, { as: 'practitioner' }));
    const host = parseEpisode(await world.ask(PATH, { as: 'dorsetManager' }));
    expect(host).toEqual(responsible);
  });

  it('For any other authority it does not exist', async () => {
    const world = createWebWorld();
    await world.receive(buildReported());
    const hidden = await world.ask(PATH, { as: 'dorsetManager' });
    const absent = await world.ask(`/api/v1/episodes/${makeEpisodeId(NORFOLK_FORCE, 'NC-0')}`);
    expect(parseProblem(hidden)).toMatchObject({ status: 404, code: 'not-found' });
    expect(hidden.body).toEqual(absent.body);
  });

  it('Something that is not an id is not found', async () => {
    const world = createWebWorld();
    expect(parseProblem(await world.ask('/api/v1/episodes/state')).status).toBe(404);
  });
});
