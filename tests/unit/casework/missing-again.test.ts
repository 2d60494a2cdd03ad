import { describe, expect, it } from 'vitest';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { addMs, DAY_MS } from '../../../shared/kernel/instant.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { readValue } from '../../support/results.ts';
import { buildOutcomeBody } from '../../support/work-bodies.ts';
import {
  buildReturnFacts,
  createWorkWorld,
  makeTaskId,
  NOW,
  P1,
  RETURNED_AT,
  type WorkWorld,
} from '../../support/work-world.ts';

const [FIRST, SECOND] = [makeTaskId('NC-1'), makeTaskId('NC-2')];
const LATER = addMs(NOW, 2 * DAY_MS);

const send = async (world: WorkWorld, reference: string, about: object, now = NOW) => {
  const taskVersion = await world.versionOf(reference);
  const body = buildOutcomeBody(`${reference}-${taskVersion}`, { taskVersion, ...about });
  const taskId = makeTaskId(reference);
  return readValue(await recordOutcome(world.ports, { taskId, body }, P1, now));
};

/** A child who was missing again before the interview of the first absence could be held, and is home again. */
const createWorld = async () => {
  const world = createWorkWorld();
  await world.receiveFacts(buildReturnFacts('NC-1'));
  const again = buildReturnFacts('NC-2', addMs(RETURNED_AT, 2 * DAY_MS)).map((fact) => ({
    ...fact,
    id: `${fact.id}-again`,
    receivedAt: addMs(fact.receivedAt, 2 * DAY_MS),
  }));
  await world.receiveFacts(again);
  const missing = { outcome: 'not-possible', reason: 'missing-again', reasonText: 'Gone again.' };
  await send(world, 'NC-1', missing);
  return world;
};

describe('the interview of a child who was missing again before the last one could be held', () => {
  it('has to cover the earlier absence, and says so', async () => {
    const world = await createWorld();
    expect((await world.detail('NC-2', LATER)).mustCover).toEqual([
      {
        taskId: FIRST,
        taskVersion: await world.versionOf('NC-1'),
        reference: formatTaskReference(FIRST),
      },
    ]);
    expect((await world.detail('NC-1', LATER)).mustCover).toEqual([]);
  });

  it('covers it, and owes nothing then', async () => {
    const world = await createWorld();
    const { mustCover } = await world.detail('NC-2', LATER);
    const alsoCovers = mustCover.map(({ taskId, taskVersion }) => ({ taskId, taskVersion }));
    const held = { outcome: 'completed', alsoCovers, lateReason: 'missing-again' };
    await send(world, 'NC-2', held, LATER);
    expect((await world.read('NC-1')).episode.task?.outcome).toMatchObject({
      outcome: 'completed',
      mainTaskId: SECOND,
    });
    expect((await world.detail('NC-2', LATER)).mustCover).toEqual([]);
  });
});
