import { describe, expect, it } from 'vitest';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { allocateTask } from '../../../shared/casework/allocate-task.ts';
import { retractAction } from '../../../shared/casework/retract-action.ts';
import { buildCancelledFact } from '../../support/facts.ts';
import { buildAttemptBody } from '../../support/work-bodies.ts';
import {
  buildCaller,
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

describe('what somebody recorded', () => {
  const PEOPLE = {
    'the practitioner who recorded it': [P1, 'answered'],
    'another practitioner': [buildCaller('p-2'), 'not-yours-to-correct /corrects'],
    'the manager of the team': [buildCaller('m-norwich'), 'answered'],
    'the manager of another team': [buildCaller('m-broadland'), 'not-yours-to-correct /corrects'],
    'the head of service': [buildCaller('head'), 'answered'],
  } as const;

  it.each(Object.entries(PEOPLE))('is retracted by %s: %j', async (_, [caller, result]) => {
    const { ports, actionId, versionOf } = await worldWithAttempt();
    const taskVersion = await versionOf('NC-1');
    const body = { key: 'key-of-1', taskVersion, corrects: actionId, reason: 'Another child.' };
    expect(readRefusal(await retractAction(ports, { taskId: TASK, body }, caller, NOW))).toBe(
      result,
    );
  });

  it.each(Object.entries(PEOPLE))('is corrected by %s: %j', async (_, [caller, result]) => {
    const { ports, actionId, versionOf } = await worldWithAttempt();
    const body = buildAttemptBody('b', {
      taskVersion: await versionOf('NC-1'),
      corrects: actionId,
      correctionReason: 'A visit.',
    });
    expect(readRefusal(await recordAttempt(ports, { taskId: TASK, body }, caller, NOW))).toBe(
      result,
    );
  });

  it('is corrected by whoever has the task now', async () => {
    const { ports, actionId, versionOf } = await worldWithAttempt();
    const own = { key: 'key-of-take', taskVersion: await versionOf('NC-1'), practitioner: 'p-2' };
    const P2 = buildCaller('p-2');
    readValue(
      await allocateTask(ports, { taskId: TASK, body: { ...own, reason: 'Mine.' } }, P2, NOW),
    );
    const taskVersion = await versionOf('NC-1');
    const body = { key: 'key-of-1', taskVersion, corrects: actionId, reason: 'Another child.' };
    expect(readRefusal(await retractAction(ports, { taskId: TASK, body }, P2, NOW))).toBe(
      'answered',
    );
  });
});
