import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { type AttemptBody, recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { recordOutcome, type OutcomeBody } from '../../../shared/casework/record-outcome.ts';
import { retractAction } from '../../../shared/casework/retract-action.ts';
import {
  at,
  buildReportedFact,
  type FactOverrides,
  buildReturnedFact,
} from '../../support/facts.ts';
import { buildAttemptBody, buildOutcomeBody } from '../../support/work-bodies.ts';
import {
  buildCaller,
  createWorkWorld,
  buildFoundFacts,
  buildReturnFacts,
  makeTaskId,
  NOW,
  P1,
  type WorkWorld,
} from '../../support/work-world.ts';
import { readProblem, readRefusal, readValue } from '../../support/results.ts';

const TASK = makeTaskId('NC-1');
const DAY_AFTER_DUE = at('2026-11-15T08:00Z');

const worldWithTask = async () => {
  const world = createWorkWorld();
  await world.receiveFacts(buildReturnFacts('NC-1'));
  return world;
};

const send = (world: WorkWorld, about: Partial<OutcomeBody> = {}, now: Instant = NOW, key = '1') =>
  recordOutcome(world.ports, { taskId: TASK, body: buildOutcomeBody(key, about) }, P1, now);

describe('an interview that was held', () => {
  it('in its 72 hours closes the task and meets the clock, whenever it is looked at', async () => {
    const world = await worldWithTask();
    const { task } = readValue(await send(world, { happenedAt: '2026-11-13T09:00:00Z' }));
    expect(task).toMatchObject({ state: 'closed', clock: { state: 'met' }, offeredInTime: true });
    expect(task.outcome).toMatchObject({
      at: at('2026-11-13T09:00Z'),
      by: 'p-1',
      lateReason: null,
    });
    expect((await world.detail('NC-1', at('2027-01-01T00:00Z'))).clock.state).toBe('met');
  });

  it('late requires the reason, and is late whatever the reason', async () => {
    const world = await worldWithTask();
    expect(readRefusal(await send(world, {}, DAY_AFTER_DUE))).toBe(
      'late-reason-needed /lateReason',
    );
    const about = { lateReason: 'child-asked-for-later' } as const;
    const { task } = readValue(await send(world, about, DAY_AFTER_DUE, '2'));
    expect(task).toMatchObject({
      clock: { state: 'late' },
      outcome: { lateReason: 'child-asked-for-later' },
    });
  });

  it.each([
    ['2026-11-14T08:00:00.000Z', 'answered'],
    ['2026-11-14T08:00:00.001Z', 'late-reason-needed /lateReason'],
  ])('at %s of a task due at 08:00: %s', async (happenedAt, result) => {
    const world = await worldWithTask();
    expect(readRefusal(await send(world, { happenedAt }, DAY_AFTER_DUE))).toBe(result);
  });

  it('in time has no late reason', async () => {
    const world = await worldWithTask();
    expect(readRefusal(await send(world, { lateReason: 'notified-late' }))).toBe(
      'invalid-value /lateReason',
    );
  });

  it('late for another reason says which', async () => {
    const world = await worldWithTask();
    expect(readRefusal(await send(world, { lateReason: 'other' }, DAY_AFTER_DUE))).toBe(
      'text-needed /lateText',
    );
  });

  it('between the find and the return is in time, and put before a person', async () => {
    const world = await worldWithTask();
    const about = { happenedAt: '2026-11-11T07:59:59.999Z' };
    const { task } = readValue(await send(world, about));
    expect(task).toMatchObject({ clock: { state: 'met', elapsedMs: -1 }, offeredInTime: true });
    const { episode } = await world.read('NC-1');
    expect(episode.flags).toContain('interview-before-return');
  });

  it.each([
    ['before the find', buildReturnFacts('NC-1'), '2026-11-11T05:59:59.999Z', 'before-found'],
    [
      'before the report, where the find is not known',
      buildReturnFacts('NC-1').filter(({ kind }) => kind !== 'found'),
      '2026-11-10T21:59:59.999Z',
      'before-report',
    ],
    [
      'before the return, where nothing else is known',
      buildReturnFacts('NC-1').filter(({ kind }) => kind === 'returned'),
      '2026-11-11T07:59:59.999Z',
      'before-return',
    ],
  ])('%s is refused', async (_, facts, happenedAt, code) => {
    const world = createWorkWorld();
    await world.receiveFacts(facts);
    const taskVersion = (await world.read('NC-1')).taskVersion;
    expect(readRefusal(await send(world, { happenedAt, taskVersion }))).toBe(`${code} /happenedAt`);
  });

  it('without a known return is recorded and cannot be measured', async () => {
    const world = createWorkWorld();
    await world.receiveFacts(buildFoundFacts('NC-1'));
    const { task } = readValue(await send(world, { taskVersion: 1 }));
    expect(task).toMatchObject({
      state: 'closed',
      clock: { state: 'not-measurable' },
      offeredInTime: null,
    });
  });

  it('that the police later date before the return is put before a person', async () => {
    const world = await worldWithTask();
    readValue(await send(world, { happenedAt: '2026-11-11T09:00:00Z' }));
    const about: FactOverrides = { reference: 'NC-1', id: 'returned-2', time: '2026-11-13T11:00Z' };
    await world.receiveFacts([buildReturnedFact({ returnedAt: at('2026-11-12T08:00Z') }, about)]);
    expect((await world.detail('NC-1')).clock.state).toBe('met');
    expect((await world.read('NC-1')).episode.flags).toContain('interview-before-return');
  });

  it('that the police later date before the find is not measurable: never a success', async () => {
    const world = await worldWithTask();
    readValue(await send(world, { happenedAt: '2026-11-11T09:00:00Z' }));
    const about: FactOverrides = { reference: 'NC-1', id: 'returned-2', time: '2026-11-13T11:00Z' };
    const returnedAt = at('2026-11-12T08:00Z');
    const foundAt = at('2026-11-12T07:00Z');
    await world.receiveFacts([buildReturnedFact({ returnedAt, foundAt }, about)]);
    expect(await world.detail('NC-1')).toMatchObject({
      clock: { state: 'not-measurable' },
      offeredInTime: null,
    });
    expect((await world.read('NC-1')).episode.flags).toContain('work-before-found');
  });
});

describe('an interview that the child declined', () => {
  const declined = {
    outcome: 'declined',
    reason: 'does-not-want-to-talk',
    parentOffered: true,
  } as const;

  it('ends the task without an interview: there is no clock to be met or late', async () => {
    const world = await worldWithTask();
    const { task } = readValue(await send(world, declined, DAY_AFTER_DUE));
    expect(task).toMatchObject({
      state: 'closed',
      clock: { state: 'none', elapsedMs: null },
      outcome: { parentOffered: true, parentGave: false, interviewId: null },
    });
  });

  it.each([
    [{ outcome: 'declined', parentOffered: false }, 'reason-needed /reason'],
    [{ outcome: 'declined', reason: 'other', parentOffered: false }, 'text-needed /reasonText'],
    [{ outcome: 'declined', reason: 'no-reason-given' }, 'parent-offer-needed /parentOffered'],
    [{ ...declined, parentOffered: false, parentGave: true }, 'invalid-value /parentGave'],
    [{ ...declined, reason: 'turned-18' }, 'invalid-value /reason'],
    [{ ...declined, happenedAt: '2026-11-11T05:00:00Z' }, 'before-found /happenedAt'],
    [{ outcome: 'completed', reason: 'turned-18' }, 'invalid-value /reason'],
    [{ outcome: 'completed', parentOffered: true }, 'invalid-value /parentOffered'],
    [{ outcome: 'not-possible' }, 'reason-needed /reason'],
  ] as const)('%j is refused: %s', async (about, refusal) => {
    expect(readRefusal(await send(await worldWithTask(), about))).toBe(refusal);
  });
});

describe('that no contact can be made', () => {
  it('can be recorded after as many attempts as the authority requires', async () => {
    const world = await worldWithTask();
    const say = async (key: string) =>
      send(
        world,
        {
          outcome: 'not-possible',
          reason: 'unable-to-contact',
          taskVersion: await world.versionOf('NC-1'),
        },
        NOW,
        key,
      );
    const attempt = async (key: string, about: Partial<AttemptBody> = {}) => {
      const version = { taskVersion: await world.versionOf('NC-1') };
      const body = buildAttemptBody(key, { ...version, ...about });
      readValue(await recordAttempt(world.ports, { taskId: TASK, body }, P1, NOW));
    };
    await attempt('a');
    expect(readRefusal(await say('early'))).toBe('too-few-attempts /reason');
    await attempt('b', { happenedAt: '2026-11-13T06:30:00Z' });
    expect(readRefusal(await say('in a row'))).toBe('too-few-attempts /reason');
    await attempt('c', { happenedAt: '2026-11-12T17:00:00Z' });
    expect(readValue(await say('enough')).task.outcome).toMatchObject({
      reason: 'unable-to-contact',
    });
  });

  it('cannot when an attempt reached the child, unless in words', async () => {
    const world = await worldWithTask();
    for (const [key, result, happenedAt] of [
      ['a', 'no-answer', '2026-11-12T17:00:00Z'],
      ['b', 'no-answer', '2026-11-12T09:00:00Z'],
      ['c', 'spoke-to-child', '2026-11-13T09:00:00Z'],
    ] as const) {
      const version = { taskVersion: await world.versionOf('NC-1') };
      const body = buildAttemptBody(key, { ...version, result, happenedAt });
      readValue(await recordAttempt(world.ports, { taskId: TASK, body }, P1, NOW));
    }
    const about = { outcome: 'not-possible', reason: 'unable-to-contact', taskVersion: 5 } as const;
    expect(readRefusal(await send(world, about))).toBe('too-few-attempts /reason');
    const words = { ...about, reasonText: 'Hung up, and moved since.' };
    expect(readValue(await send(world, words, NOW, '2')).task.state).toBe('closed');
  });
});

describe('a reason why no interview was possible', () => {
  const say = (world: WorkWorld, reason: OutcomeBody['reason'], about: Partial<OutcomeBody> = {}) =>
    send(world, { outcome: 'not-possible', reason, ...about }, NOW, `${reason}${about.reasonText}`);

  describe.each(['in-custody', 'in-hospital', 'abroad', 'moved-out-of-area'] as const)(
    'that says where the child is (%s)',
    (reason) => {
      it('does not end the duty: whoever has the task keeps it open', async () => {
        const world = await worldWithTask();
        const refused = await say(world, reason, { reasonText: 'He is in Wetherby.' });
        expect(readProblem(refused)).toBe(
          'manager-closes /reason This changes where the interview is held and by whom, not whether. Keep the task open, and plan it with those who are with the child. Only a manager of the team can close it.',
        );
      });

      it('closes the task when a manager of its team says why no interview can be held there', async () => {
        const world = await worldWithTask();
        const close = (about: Partial<OutcomeBody>, subject = 'm-norwich') => {
          const body = buildOutcomeBody(`${subject}${about.reasonText}`, {
            outcome: 'not-possible',
            reason,
            ...about,
          });
          const caller = buildCaller(subject);
          return recordOutcome(world.ports, { taskId: TASK, body }, caller, NOW);
        };
        const words = { reasonText: 'He is in Wetherby, where nobody is let in.' };
        expect(readRefusal(await close({}))).toBe('text-needed /reasonText');
        expect(readRefusal(await close(words, 'm-broadland'))).toBe('manager-closes /reason');
        const { task } = readValue(await close(words));
        expect(task).toMatchObject({ state: 'closed', outcome: { reason } });
      });
    },
  );

  it('is that the child turned 18 only by the date of birth, else in words', async () => {
    const world = await worldWithTask();
    expect(readRefusal(await say(world, 'turned-18'))).toBe('not-yet-18 /reason');
    const words = { reasonText: 'The passport says so.' };
    expect(readRefusal(await say(world, 'turned-18', words))).toBe('answered');
    const grown = createWorkWorld();
    const [report, ...others] = buildReturnFacts('NC-1');
    if (report?.kind !== 'reported') throw new Error('A report comes first.');
    const child = { ...report.data.child, dateOfBirth: '2008-11-13' };
    await grown.receiveFacts([{ ...report, data: { ...report.data, child } }, ...others]);
    expect(readRefusal(await say(grown, 'turned-18'))).toBe('answered');
  });

  it('is that the child is missing again only with a later episode, else in words', async () => {
    const world = await worldWithTask();
    expect(readRefusal(await say(world, 'missing-again'))).toBe('not-missing-again /reason');
    const about = { reference: 'NC-2', time: '2026-11-13T08:05Z' };
    const later = buildReportedFact({ reportedAt: at('2026-11-13T08:00Z') }, about);
    await world.receiveFacts([later]);
    expect(readRefusal(await say(world, 'missing-again'))).toBe('answered');
    const alone = await worldWithTask();
    await alone.receiveFacts([later], 'child-2');
    expect(readRefusal(await say(alone, 'missing-again'))).toBe('not-missing-again /reason');
    const words = { reasonText: 'The home told us.' };
    expect(readRefusal(await say(alone, 'missing-again', words))).toBe('answered');
  });
});

describe('a task that has ended', () => {
  it('accepts no second outcome, but a correction with a reason', async () => {
    const world = await worldWithTask();
    const { actionId } = readValue(await send(world));
    expect(readRefusal(await send(world, { taskVersion: 3 }, NOW, '2'))).toBe('task-closed ');
    const unexplained = { taskVersion: 3, corrects: actionId };
    expect(readRefusal(await send(world, unexplained, NOW, '3'))).toBe(
      'reason-needed /correctionReason',
    );
    const correction = {
      taskVersion: 3,
      corrects: actionId,
      correctionReason: 'It was the day before.',
      happenedAt: '2026-11-12T10:00:00Z',
    };
    const { task } = readValue(await send(world, correction, NOW, '4'));
    expect(task.outcome?.at).toBe(at('2026-11-12T10:00Z'));
    const { actions } = await world.detail('NC-1');
    expect(actions.map(({ current }) => current)).toEqual([false, true]);
    expect(actions[1]?.texts).toEqual({ correctionReason: 'It was the day before.' });
  });

  it('keeps its interview when the record of it is corrected', async () => {
    const world = await worldWithTask();
    const first = readValue(await send(world));
    const about = {
      taskVersion: 3,
      corrects: first.actionId,
      correctionReason: 'Wrong hour.',
      happenedAt: '2026-11-13T08:00:00Z',
    };
    const second = readValue(await send(world, about, NOW, '2'));
    expect(second.task.outcome?.interviewId).toBe(first.task.outcome?.interviewId);
  });

  it('is open again when its outcome is retracted, and can be completed again', async () => {
    const world = await worldWithTask();
    const { actionId } = readValue(await send(world));
    const body = { key: 'key-of-2', taskVersion: 3, corrects: actionId, reason: 'Another child.' };
    const { task } = readValue(await retractAction(world.ports, { taskId: TASK, body }, P1, NOW));
    expect(task).toMatchObject({ state: 'open', outcome: null, clock: { state: 'running' } });
    expect(readValue(await send(world, { taskVersion: 4 }, NOW, '3')).task.state).toBe('closed');
  });

  it('is not corrected under the id of something else', async () => {
    const world = await worldWithTask();
    const attempt = { taskId: TASK, body: buildAttemptBody('a') };
    const { actionId } = readValue(await recordAttempt(world.ports, attempt, P1, NOW));
    const about = { taskVersion: 3, corrects: actionId, correctionReason: 'Wrong.' };
    expect(readRefusal(await send(world, about))).toBe('unknown-action /corrects');
  });
});
