import { describe, expect, it } from 'vitest';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import { type OutcomeBody, recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { readStaff } from '../../../shared/directory/staff-store.ts';
import { NORFOLK } from '../../support/messages.ts';
import { readProblem, readRefusal, readValue } from '../../support/results.ts';
import { buildDebriefBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import {
  buildCaller,
  buildReturnFacts,
  createWorkWorld,
  makeTaskId,
  NOW,
  P1,
  type WorkWorld,
} from '../../support/work-world.ts';

const TASK = makeTaskId('NC-1');

/** p-1 has become the key worker of the child since the task was opened. */
const createWorld = async () => {
  const world = createWorkWorld();
  await world.receiveFacts(buildReturnFacts('NC-1'));
  const childId = (await world.read('NC-1')).childId ?? '';
  const { practitioners } = await readStaff(world.ports, NORFOLK);
  const person = practitioners.find(({ practitionerId }) => practitionerId === 'p-1');
  if (person === undefined) throw new Error('There is no p-1.');
  await world.stores.staff.put({ ...person, ties: [{ kind: 'key-worker', childId }] });
  return world;
};

const hold = async (world: WorkWorld, about: Partial<OutcomeBody> = {}, caller = P1) => {
  const taskVersion = await world.versionOf('NC-1');
  const body = buildOutcomeBody(`${caller.subject}-${taskVersion}`, { taskVersion, ...about });
  return recordOutcome(world.ports, { taskId: TASK, body }, caller, NOW);
};

const ASKED = { childAskedFor: 'She said on the phone that she talks to nobody else.' };

describe('an interview by somebody who is involved in the care of the child', () => {
  it('is refused, and says who should hold it', async () => {
    expect(readProblem(await hold(await createWorld()))).toBe(
      'not-independent /childAskedFor You are involved in the care of this child. Ask a colleague to hold the interview. If the child asked for you, describe how and why.',
    );
  });

  it('is recorded and flagged when the child asked for them, with the reason', async () => {
    const world = await createWorld();
    const { task } = readValue(await hold(world, ASKED));
    expect(task.outcome).toMatchObject({ outcome: 'completed', independent: false });
    const { actions } = await world.detail('NC-1');
    expect(actions.at(-1)).toMatchObject({ texts: ASKED });
  });

  it('can have a debrief then, and else cannot', async () => {
    const world = await createWorld();
    readValue(await hold(world, {}, buildCaller('p-2')));
    const debrief = async () => {
      const body = buildDebriefBody('d', { taskVersion: await world.versionOf('NC-1') });
      return recordDebrief(world.ports, { taskId: TASK, body }, P1, NOW);
    };
    expect(readRefusal(await debrief())).toBe('not-independent /interviewer');
    const asked = await createWorld();
    readValue(await hold(asked, ASKED));
    const body = buildDebriefBody('d', { taskVersion: await asked.versionOf('NC-1') });
    readValue(await recordDebrief(asked.ports, { taskId: TASK, body }, P1, NOW));
  });
});

describe('an interview by somebody else', () => {
  it('is recorded as independent', async () => {
    const { task } = readValue(await hold(await createWorld(), {}, buildCaller('p-2')));
    expect(task.outcome).toMatchObject({ outcome: 'completed', independent: true });
  });

  it('stays so when somebody with a tie corrects its time', async () => {
    const world = await createWorld();
    const { actionId } = readValue(await hold(world, {}, buildCaller('p-2')));
    const correction = {
      corrects: actionId,
      correctionReason: 'It was earlier.',
      happenedAt: '2026-11-13T09:00:00Z',
    };
    const manager = buildCaller('m-norwich');
    const { task } = readValue(await hold(world, correction, manager));
    expect(task.outcome).toMatchObject({ independent: true });
  });
});

describe('a child who declined', () => {
  it('says nothing of independence', async () => {
    const declined = {
      outcome: 'declined',
      reason: 'no-reason-given',
      parentOffered: true,
    } as const;
    const { task } = readValue(await hold(await createWorld(), declined));
    expect(task.outcome).toMatchObject({ independent: null });
  });
});
