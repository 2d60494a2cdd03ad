import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { recordOutcome, type OutcomeBody } from '../../../shared/casework/record-outcome.ts';
import { retractAction } from '../../../shared/casework/retract-action.ts';
import { countTimescales } from '../../../shared/casework/count-timescales.ts';
import { formatTaskReference } from '../../../shared/episodes/task.ts';
import { at, buildCancelledFact, buildFoundFact } from '../../support/facts.ts';
import { buildOutcomeBody } from '../../support/work-bodies.ts';
import {
  createWorkWorld,
  buildReturnFacts,
  makeTaskId,
  NOW,
  P1,
  type WorkWorld,
} from '../../support/work-world.ts';
import { readValue, readRefusal } from '../../support/results.ts';

const TASK = makeTaskId('NC-1');

const worldWithTask = async () => {
  const world = createWorkWorld();
  await world.receiveFacts(buildReturnFacts('NC-1'));
  return world;
};

const send = (world: WorkWorld, about: Partial<OutcomeBody> = {}, now: Instant = NOW, key = '1') =>
  recordOutcome(world.ports, { taskId: TASK, body: buildOutcomeBody(key, about) }, P1, now);

describe('one interview that covers several episodes', () => {
  const OTHER = makeTaskId('NC-2');
  const covering = (taskId: string, taskVersion = 2) => ({
    alsoCovers: [{ taskId, taskVersion }],
  });

  /** The first came home a day before the second, so a day may make one of them late. */
  const worldWithTwo = async (childOfOther = 'child-1') => {
    const world = await worldWithTask();
    await world.receiveFacts(buildReturnFacts('NC-2', at('2026-11-12T08:00Z')), childOfOther);
    return world;
  };

  it('gives each its outcome, its own lateness and the one interview', async () => {
    const world = await worldWithTwo();
    const about = {
      ...covering(OTHER),
      happenedAt: '2026-11-14T20:00:00Z',
      lateReason: 'missing-again',
    } as const;
    const { task } = readValue(await send(world, about, at('2026-11-14T21:00Z')));
    const other = await world.detail('NC-2', at('2026-11-14T21:00Z'));
    expect(task).toMatchObject({
      clock: { state: 'late' },
      outcome: { lateReason: 'missing-again' },
    });
    expect(other).toMatchObject({
      state: 'closed',
      clock: { state: 'met' },
      outcome: {
        lateReason: null,
        interviewId: task.outcome?.interviewId,
        mainTaskId: TASK,
      },
    });
    expect(task.outcome?.interviewId).toMatch(/^int-/);
  });

  it('requires the late reason when only the other is late', async () => {
    const world = createWorkWorld();
    await world.receiveFacts(buildReturnFacts('NC-1', at('2026-11-12T08:00Z')));
    await world.receiveFacts(buildReturnFacts('NC-2'));
    const now = at('2026-11-14T21:00Z');
    expect(readRefusal(await send(world, covering(OTHER), now))).toBe(
      'late-reason-needed /lateReason',
    );
  });

  it('is refused when it was before one of them was found, and neither is closed', async () => {
    const world = await worldWithTwo();
    const found = { reference: 'NC-2', id: 'found-2', time: '2026-11-12T07:10Z' };
    await world.receiveFacts([buildFoundFact({ foundAt: at('2026-11-12T07:00Z') }, found)]);
    const { taskVersion } = await world.read('NC-2');
    const about = { ...covering(OTHER, taskVersion), happenedAt: '2026-11-11T20:00:00Z' };
    expect(readRefusal(await send(world, about))).toBe('before-found /alsoCovers/0');
    expect((await world.detail('NC-1')).state).toBe('open');
  });

  it('is refused when one of them changed since it was seen', async () => {
    const world = await worldWithTwo();
    expect(readRefusal(await send(world, covering(OTHER, 1)))).toBe('stale');
  });

  it('covers no other child', async () => {
    const world = await worldWithTwo('child-2');
    expect(readRefusal(await send(world, covering(OTHER)))).toBe('other-child /alsoCovers/0');
  });

  it.each([
    ['no task', `rhi-${'0'.repeat(32)}`, 'unknown-task /alsoCovers/0/taskId'],
    ['itself', TASK, 'invalid-value /alsoCovers'],
  ])('covers not %s', async (_, taskId, refusal) => {
    expect(readRefusal(await send(await worldWithTwo(), covering(taskId)))).toBe(refusal);
  });

  it('covers no withdrawn task', async () => {
    const world = await worldWithTwo();
    await world.receiveFacts([
      buildCancelledFact({}, { reference: 'NC-2', time: '2026-11-12T09:00Z' }),
    ]);
    const version = await world.versionOf('NC-2');
    expect(readRefusal(await send(world, covering(OTHER, version)))).toBe(
      'task-withdrawn /alsoCovers/0',
    );
  });

  it('is one outcome each when it is sent again', async () => {
    const world = await worldWithTwo();
    const first = readValue(await send(world, covering(OTHER)));
    expect(readValue(await send(world, covering(OTHER))).actionId).toBe(first.actionId);
    expect((await world.detail('NC-2')).actions).toHaveLength(1);
  });

  describe('when it is corrected on the main task', () => {
    const correct = async (world: WorkWorld, about: Partial<OutcomeBody>, now = NOW) => {
      const { actions } = await world.detail('NC-1');
      const corrects = actions.find(({ kind, current }) => kind === 'outcome' && current)?.actionId;
      const taskVersion = await world.versionOf('NC-1');
      const correction = { corrects, correctionReason: 'Wrong entry.', taskVersion };
      return send(world, { ...correction, ...about }, now, 'correct');
    };
    const worldWithBoth = async () => {
      const world = await worldWithTwo();
      readValue(await send(world, { ...covering(OTHER), happenedAt: '2026-11-13T09:00:00Z' }));
      return world;
    };

    it('has its new time on every task that it covers, each with its own lateness', async () => {
      const world = await worldWithBoth();
      const about = { happenedAt: '2026-11-14T20:00:00Z', lateReason: 'missing-again' } as const;
      readValue(await correct(world, about, at('2026-11-14T21:00Z')));
      const [main, other] = [await world.detail('NC-1'), await world.detail('NC-2')];
      expect(main).toMatchObject({ clock: { state: 'late' }, outcome: { covers: [OTHER] } });
      expect(other).toMatchObject({
        clock: { state: 'met' },
        outcome: { at: '2026-11-14T20:00:00.000Z', lateReason: null, mainTaskId: TASK },
      });
      expect(other.outcome?.interviewId).toBe(main.outcome?.interviewId);
      expect(other.actions.at(-1)?.texts).toEqual({ correctionReason: 'Wrong entry.' });
    });

    it('keeps its time when the correction says nothing of it', async () => {
      const world = await worldWithBoth();
      readValue(await correct(world, { note: 'At school.' }));
      expect((await world.detail('NC-1')).outcome?.at).toBe('2026-11-13T09:00:00.000Z');
      expect((await world.detail('NC-2')).outcome?.at).toBe('2026-11-13T09:00:00.000Z');
    });

    it('is declined for all of them when the child declined in truth', async () => {
      const world = await worldWithBoth();
      readValue(
        await correct(world, {
          outcome: 'declined',
          reason: 'other',
          reasonText: 'Asleep.',
          parentOffered: false,
        }),
      );
      expect((await world.detail('NC-2')).outcome?.outcome).toBe('declined');
    });

    it('is refused when the new time is before one of them was found', async () => {
      const world = await worldWithBoth();
      const found = { reference: 'NC-2', id: 'found-2', time: '2026-11-12T07:10Z' };
      await world.receiveFacts([buildFoundFact({ foundAt: at('2026-11-12T07:00Z') }, found)]);
      const refused = await correct(world, { happenedAt: '2026-11-12T06:00:00Z' });
      expect(readRefusal(refused)).toBe('before-found /happenedAt');
    });

    it('cannot become impossible for all of them: says what to do first', async () => {
      const refused = await correct(await worldWithBoth(), {
        outcome: 'not-possible',
        reason: 'in-custody',
      });
      expect(readRefusal(refused)).toBe('covers-other-tasks /outcome');
      expect(JSON.stringify(refused)).toContain(formatTaskReference(OTHER));
    });
  });

  it('is corrected on its main task only, which the refusal names', async () => {
    const world = await worldWithTwo();
    readValue(await send(world, covering(OTHER)));
    const { actions } = await world.detail('NC-2');
    const body = buildOutcomeBody('correct', {
      taskVersion: await world.versionOf('NC-2'),
      corrects: actions.at(-1)?.actionId,
      correctionReason: 'Later.',
    });
    const refused = await recordOutcome(world.ports, { taskId: OTHER, body }, P1, NOW);
    expect(readRefusal(refused)).toBe('not-the-main-task /corrects');
    expect(JSON.stringify(refused)).toContain(formatTaskReference(TASK));
  });

  const retract = async (world: WorkWorld, reference: string) => {
    const { actions } = await world.detail(reference);
    const corrects = actions.findLast(({ kind }) => kind === 'outcome')?.actionId ?? '';
    const taskVersion = await world.versionOf(reference);
    const body = { key: 'key-of-retraction', taskVersion, corrects, reason: 'Not held.' };
    return retractAction(world.ports, { taskId: makeTaskId(reference), body }, P1, NOW);
  };

  it('reopens every task that it covers when it is retracted on the main task', async () => {
    const world = await worldWithTwo();
    readValue(await send(world, covering(OTHER)));
    readValue(await retract(world, 'NC-1'));
    expect((await world.detail('NC-1')).state).toBe('open');
    const other = await world.detail('NC-2');
    expect(other.state).toBe('open');
    expect(other.actions.at(-1)?.texts).toEqual({ reason: 'Not held.' });
  });

  it('reopens one task when it did not cover that one', async () => {
    const world = await worldWithTwo();
    readValue(await send(world, covering(OTHER)));
    readValue(await retract(world, 'NC-2'));
    expect((await world.detail('NC-1')).state).toBe('closed');
    expect((await world.detail('NC-2')).state).toBe('open');
    readValue(await retract(world, 'NC-1'));
    expect((await world.detail('NC-1')).state).toBe('open');
  });
});

describe('a child who declines and later talks', () => {
  const declined = {
    outcome: 'declined',
    reason: 'does-not-want-to-talk',
    parentOffered: true,
    happenedAt: '2026-11-12T10:00:00Z',
  } as const;
  const worldAfterDecline = async () => {
    const world = await worldWithTask();
    readValue(await send(world, declined));
    return world;
  };

  it('was offered in time, has declined, and was interviewed once', async () => {
    const world = await worldAfterDecline();
    const about = { taskVersion: 3, happenedAt: '2026-11-13T09:00:00Z' };
    const { task } = readValue(await send(world, about, NOW, '2'));
    expect(task).toMatchObject({
      state: 'closed',
      clock: { state: 'met' },
      offeredInTime: true,
      offeredAt: '2026-11-12T10:00:00.000Z',
      outcome: { outcome: 'completed' },
      declinedFirst: { at: '2026-11-12T10:00:00.000Z', reason: 'does-not-want-to-talk' },
    });
    const counts = countTimescales([(await world.read('NC-1')).episode], NOW);
    expect(counts).toMatchObject({
      completed: 1,
      declinedFirst: 1,
      declined: 0,
      interviews: 1,
      offeredWithin72h: 1,
    });
  });

  it('is interviewed although none was possible before', async () => {
    const world = await worldWithTask();
    const impossible = { outcome: 'not-possible', reason: 'other', reasonText: 'Snow.' } as const;
    readValue(await send(world, impossible));
    const { task } = readValue(await send(world, { taskVersion: 3 }, NOW, '2'));
    expect(task).toMatchObject({ outcome: { outcome: 'completed' }, declinedFirst: null });
  });

  it.each([
    ['declined', declined],
    ['not-possible', { outcome: 'not-possible', reason: 'in-custody' }],
  ] as const)('has not %s afterwards: that needs a correction', async (_, about) => {
    const world = await worldAfterDecline();
    const later = { ...about, happenedAt: '2026-11-13T09:00:00Z', taskVersion: 3 };
    expect(readRefusal(await send(world, later, NOW, '2'))).toBe('task-closed ');
  });

  it('has one interview: the decline before it is not corrected into a second', async () => {
    const world = await worldAfterDecline();
    const decline = (await world.detail('NC-1')).actions.at(-1)?.actionId ?? '';
    readValue(await send(world, { taskVersion: 3 }, NOW, '2'));
    const correction = { corrects: decline, correctionReason: 'She did talk.', taskVersion: 4 };
    const refused = await send(world, { ...correction, outcome: 'completed' }, NOW, '3');
    expect(readRefusal(refused)).toBe('task-closed /outcome');
    readValue(
      await send(
        world,
        { ...declined, ...correction, reason: 'other', reasonText: 'Was ill.' },
        NOW,
        '4',
      ),
    );
    expect((await world.detail('NC-1')).declinedFirst).toMatchObject({ reason: 'other' });
  });

  it('has only declined again when the interview is retracted', async () => {
    const world = await worldAfterDecline();
    const { actionId } = readValue(await send(world, { taskVersion: 3 }, NOW, '2'));
    const body = { key: 'key-of-3', taskVersion: 4, corrects: actionId, reason: 'Not held.' };
    const { task } = readValue(await retractAction(world.ports, { taskId: TASK, body }, P1, NOW));
    expect(task).toMatchObject({ state: 'closed', outcome: { outcome: 'declined' } });
  });
});
