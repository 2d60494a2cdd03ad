import { describe, expect, it } from 'vitest';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { retractAction } from '../../../shared/casework/retract-action.ts';
import { buildCancelledFact } from '../../support/facts.ts';
import { buildAttemptBody } from '../../support/work-bodies.ts';
import {
  createWorkWorld,
  buildReturnFacts,
  makeTaskId,
  NOW,
  P1,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';

const TASK = makeTaskId('NC-1');

const worldWithAttempt = async () => {
  const world = createWorkWorld();
  await world.receiveFacts(buildReturnFacts('NC-1'));
  const input = { taskId: TASK, body: buildAttemptBody('a', { note: 'Rang twice.' }) };
  const { actionId } = readValue(await recordAttempt(world.ports, input, P1, NOW));
  const retract = async (key: string, corrects = actionId) => {
    const taskVersion = await world.versionOf('NC-1');
    const body = { key: `key-of-${key}`, taskVersion, corrects, reason: 'Another child.' };
    return retractAction(world.ports, { taskId: TASK, body }, P1, NOW);
  };
  return { ...world, actionId, retract };
};

describe('what was recorded and did not happen', () => {
  it('counts no more, and stays in the history with why it was retracted', async () => {
    const { retract, detail } = await worldWithAttempt();
    expect(readValue(await retract('1')).task.attempts).toBe(0);
    const { actions } = await detail('NC-1');
    expect(actions.map(({ kind, current, texts }) => ({ kind, current, texts }))).toEqual([
      { kind: 'attempt', current: false, texts: { note: 'Rang twice.' } },
      { kind: 'retraction', current: true, texts: { reason: 'Another child.' } },
    ]);
  });

  it('is retracted once, and a retraction is not retracted', async () => {
    const { retract } = await worldWithAttempt();
    const { actionId } = readValue(await retract('1'));
    expect(readRefusal(await retract('2'))).toBe('unknown-action /corrects');
    expect(readRefusal(await retract('3', actionId))).toBe('unknown-action /corrects');
  });

  it('can be retracted also when police have withdrawn the task', async () => {
    const { retract, receiveFacts } = await worldWithAttempt();
    await receiveFacts([buildCancelledFact({}, { reference: 'NC-1' })]);
    expect(readValue(await retract('1')).task).toMatchObject({ state: 'withdrawn', attempts: 0 });
  });
});
