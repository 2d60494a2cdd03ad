import { describe, expect, it } from 'vitest';
import type { Action } from '../../../shared/episodes/action.ts';
import { readRaisedForTask, type RaisedLevel } from '../../../shared/episodes/escalation.ts';
import { DEFAULT_SETTINGS } from '../../../shared/directory/settings.ts';
import {
  buildAction,
  buildAllocation,
  climbing,
  dueBy,
  HOME,
  KEPT,
  listLevels,
  outcome,
  buildTask,
} from '../../support/actions.ts';
import { at, buildReturnedFact } from '../../support/facts.ts';
import type { Fact } from '../../../shared/episodes/fact.ts';
import { findNextLevel } from '../../../shared/episodes/rules/ladder.ts';

const EVER = at('2027-06-01T00:00Z');

const attempt = (recordedAt: string) =>
  buildAction(
    { kind: 'attempt', channel: 'phone', result: 'no-answer' },
    { recordedAt: at(recordedAt) },
  );

const withAcknowledged = (
  raised: readonly RaisedLevel[],
  level: string,
  when: string,
  planDate = '2026-11-16',
): readonly RaisedLevel[] =>
  raised.map((one) =>
    one.level === level
      ? { ...one, acknowledged: { by: 'm-1', at: at(when), planDate, renewals: [] } }
      : one,
  );

/** The return corrected to another time, received then. */
const corrected = (
  returnedAt: string,
  receivedAt: string,
  id = 'returned-2',
  time = receivedAt,
): Fact =>
  buildReturnedFact({ returnedAt: at(returnedAt) }, { id, time, receivedAt: at(receivedAt) });

describe('A task that is left alone', () => {
  it('climbs the whole ladder from its return on, each level at its instant', () => {
    expect(listLevels(dueBy(buildTask(HOME)))).toEqual([
      ['no-attempt', at('2026-11-12T08:00Z')],
      ['due-soon', at('2026-11-14T04:00Z')],
      ['breach', '2026-11-14T08:00:00.001Z'],
      ['breach-unacknowledged', '2026-11-14T20:00:00.001Z'],
      ['breach-48h', at('2026-11-16T08:00Z')],
      ['breach-5d', at('2026-11-19T08:00Z')],
    ]);
  });

  it.each([
    ['no-attempt', '2026-11-12T08:00:00.000Z'],
    ['due-soon', '2026-11-14T04:00:00.000Z'],
    ['breach', '2026-11-14T08:00:00.001Z'],
    ['breach-unacknowledged', '2026-11-14T20:00:00.001Z'],
    ['breach-48h', '2026-11-16T08:00:00.000Z'],
    ['breach-5d', '2026-11-19T08:00:00.000Z'],
  ])('has %s at %s and not a millisecond before', (level, instant) => {
    const task = buildTask(HOME);
    const before = at(new Date(Date.parse(instant) - 1).toISOString());
    expect(dueBy(task, before).map((one) => one.level)).not.toContain(level);
    expect(dueBy(task, at(instant)).at(-1)?.level).toBe(level);
  });

  it('is on time still at exactly 72 hours', () => {
    const raised = dueBy(buildTask(HOME), at('2026-11-14T08:00Z'));
    expect(raised.map(({ level }) => level)).not.toContain('breach');
  });

  it('climbs the same whether it is looked at each hour or once after nine days', () => {
    const task = buildTask(HOME);
    let raised: readonly RaisedLevel[] = [];
    for (let hour = 0; hour < 216; hour++) {
      const now = at(new Date(Date.parse('2026-11-11T09:00Z') + hour * 3_600_000).toISOString());
      raised = [...raised, ...dueBy(task, now, raised)];
    }
    expect(listLevels(raised)).toEqual(listLevels(dueBy(task)));
  });

  it('has no further level when all are raised', () => {
    const task = buildTask(HOME);
    expect(findNextLevel(climbing(task), dueBy(task), DEFAULT_SETTINGS)).toBeNull();
  });
});

describe('An unallocated task', () => {
  const unallocatedOf = (actions: readonly Action[], now = EVER) =>
    listLevels(dueBy(buildTask(HOME, actions), now)).filter(([level]) => level === 'unallocated');

  it('is with the manager an hour after it was opened', () => {
    expect(unallocatedOf([])).toEqual([['unallocated', at('2026-11-11T07:10Z')]]);
  });

  it('is not when somebody got it within the hour, to the millisecond', () => {
    const given = (recordedAt: string) => [buildAllocation('p-1', { recordedAt: at(recordedAt) })];
    expect(unallocatedOf(given('2026-11-11T07:10:00.000Z'))).toEqual([]);
    expect(unallocatedOf(given('2026-11-11T07:10:00.001Z'))).toHaveLength(1);
  });

  it('is also raised by a run that comes by when somebody has it at last', () => {
    const given = [buildAllocation('p-1', { recordedAt: at('2026-11-11T09:00Z') })];
    expect(unallocatedOf(given, at('2026-11-11T12:00Z'))).toHaveLength(1);
  });

  it('starts its hour again when it is handed back', () => {
    const back = [KEPT, buildAllocation(null, { recordedAt: at('2026-11-12T15:00Z') })];
    expect(unallocatedOf(back)).toEqual([['unallocated', at('2026-11-12T16:00Z')]]);
  });

  it('is raised once, whatever follows: handing back notifies the manager', () => {
    const raised = dueBy(buildTask(HOME, []), at('2026-11-11T08:00Z'));
    expect(raised.map(({ level }) => level)).toEqual(['unallocated']);
    const kept = buildAllocation('p-1', { recordedAt: at('2026-11-11T09:00Z') });
    const back = buildAllocation(null, { recordedAt: at('2026-11-11T10:00Z') });
    expect(dueBy(buildTask(HOME, [kept, back]), at('2026-11-12T07:00Z'), raised)).toEqual([]);
  });
});

describe('A task that is worked on', () => {
  const levels = (actions: readonly Action[], now = EVER) =>
    dueBy(buildTask(HOME, [KEPT, ...actions]), now).map(({ level }) => level);

  it('has no no-attempt when one was recorded within 24 hours of the return', () => {
    expect(levels([attempt('2026-11-12T08:00:00.000Z')])).not.toContain('no-attempt');
    expect(levels([attempt('2026-11-12T08:00:00.001Z')])).toContain('no-attempt');
  });

  it('has none when it was offered either', () => {
    const offer = buildAction(
      { kind: 'offer', channel: 'phone', to: 'child', response: 'undecided', visitNeeds: null },
      { recordedAt: at('2026-11-11T16:00Z') },
    );
    expect(levels([offer])).not.toContain('no-attempt');
  });

  it('is raised when an attempt is only recorded later, though it happened in time', () => {
    const late = { ...attempt('2026-11-13T09:00Z'), happenedAt: at('2026-11-11T10:00Z') };
    expect(levels([late])).toContain('no-attempt');
  });

  it('has no further level when it has an outcome', () => {
    expect(levels([outcome('2026-11-13T10:00Z')])).toEqual([]);
  });

  it('climbs on when the outcome is retracted', () => {
    const back = buildAction(
      { kind: 'retraction' },
      { recordedAt: at('2026-11-13T12:00Z'), corrects: 'act-outcome' },
    );
    expect(levels([outcome('2026-11-13T10:00Z'), back])).toContain('breach');
  });
});

describe('An acknowledgement', () => {
  const task = buildTask(HOME);
  const upTo = (now: string) => dueBy(task, at(now));
  /** The planned day is the 16th. */
  const onThatDay = (raised: readonly RaisedLevel[]) =>
    dueBy(task, at('2026-11-16T23:59Z'), raised).map(({ level }) => level);

  it('of the breach stops the climb from it until the planned day is over', () => {
    const raised = withAcknowledged(upTo('2026-11-14T09:00Z'), 'breach', '2026-11-14T12:00Z');
    expect(onThatDay(raised)).toEqual([]);
    expect(listLevels(dueBy(task, EVER, raised))).toEqual([
      ['breach-48h', at('2026-11-17T00:00Z')],
      ['plan-passed', at('2026-11-17T00:00Z')],
      ['breach-5d', at('2026-11-19T08:00Z')],
    ]);
  });

  it('of the breach comes too late for what was due before it, however late the run', () => {
    const raised = withAcknowledged(upTo('2026-11-14T09:00Z'), 'breach', '2026-11-14T21:00Z');
    expect(onThatDay(raised)).toEqual(['breach-unacknowledged']);
  });

  it('at the very instant of the next level is in time', () => {
    const raised = withAcknowledged(
      upTo('2026-11-14T09:00Z'),
      'breach',
      '2026-11-14T20:00:00.001Z',
    );
    expect(onThatDay(raised)).toEqual([]);
  });

  it('of breach-unacknowledged holds back the two after it', () => {
    const raised = withAcknowledged(
      upTo('2026-11-14T21:00Z'),
      'breach-unacknowledged',
      '2026-11-15T09:00Z',
    );
    expect(onThatDay(raised)).toEqual([]);
  });

  it('of the breach, given only after 48 hours, keeps the director from hearing of it before its day is over', () => {
    const raised = withAcknowledged(
      upTo('2026-11-16T09:00Z'),
      'breach',
      '2026-11-17T09:00Z',
      '2026-11-20',
    );
    expect(listLevels(dueBy(task, EVER, raised))).toEqual([
      ['breach-5d', at('2026-11-21T00:00Z')],
      ['plan-passed', at('2026-11-21T00:00Z')],
    ]);
  });

  it('counts for its own due time only', () => {
    const raised = withAcknowledged(upTo('2026-11-14T09:00Z'), 'breach', '2026-11-14T12:00Z');
    const moved = buildTask([...HOME, corrected('2026-11-11T18:00Z', '2026-11-14T13:00Z')]);
    expect(listLevels(dueBy(moved, EVER, raised))).toEqual([
      ['due-soon', at('2026-11-14T14:00Z')],
      ['breach', '2026-11-14T18:00:00.001Z'],
      ['breach-unacknowledged', '2026-11-15T06:00:00.001Z'],
      ['breach-48h', at('2026-11-16T18:00Z')],
      ['breach-5d', at('2026-11-19T18:00Z')],
    ]);
  });
});

describe('A corrected return', () => {
  it('by ten hours between due-soon and breach gives due-soon again, and the breach at the new time', () => {
    const raised = dueBy(buildTask(HOME), at('2026-11-14T05:00Z'));
    const moved = buildTask([...HOME, corrected('2026-11-11T18:00Z', '2026-11-14T06:00Z')]);
    const again = dueBy(moved, at('2026-11-14T19:00Z'), raised);
    expect(again.map(({ level, at: when, dueVersion }) => [level, when, dueVersion])).toEqual([
      ['due-soon', at('2026-11-14T14:00Z'), 2],
      ['breach', '2026-11-14T18:00:00.001Z', 2],
    ]);
  });

  it('to an earlier time raises no reminder that has passed, and the breach when it is received', () => {
    const raised = dueBy(buildTask(HOME), at('2026-11-14T05:00Z'));
    const moved = buildTask([...HOME, corrected('2026-11-10T23:00Z', '2026-11-14T06:00Z')]);
    expect(listLevels(dueBy(moved, at('2026-11-14T07:00Z'), raised))).toEqual([
      ['breach', at('2026-11-14T06:00Z')],
    ]);
  });

  it('that changes nothing fires nothing twice, though an old message raises the due version', () => {
    const raised = dueBy(buildTask(HOME));
    const old = corrected(
      '2026-11-11T07:00Z',
      '2026-11-20T08:00Z',
      'returned-0',
      '2026-11-11T07:10Z',
    );
    const task = buildTask([...HOME, old]);
    expect([task.dueVersion, task.dueAt]).toEqual([2, buildTask(HOME).dueAt]);
    expect(dueBy(task, EVER, raised)).toEqual([]);
  });

  it('back to a former time fires nothing of that time twice, and what was not raised then at last', () => {
    const first = dueBy(buildTask(HOME), at('2026-11-14T09:00Z'));
    const away = corrected('2026-11-11T18:00Z', '2026-11-14T10:00Z');
    const second = dueBy(buildTask([...HOME, away]), at('2026-11-14T10:30Z'), first);
    const back = corrected('2026-11-11T08:00Z', '2026-11-14T11:00Z', 'returned-3');
    const task = buildTask([...HOME, away, back]);
    const third = dueBy(task, at('2026-11-14T20:30Z'), [...first, ...second]);
    expect([second, listLevels(third)]).toEqual([
      [],
      [['breach-unacknowledged', '2026-11-14T20:00:00.001Z']],
    ]);
  });

  it('never gives two levels of one task the same identity', () => {
    const first = dueBy(buildTask(HOME), at('2026-11-14T05:00Z'));
    const moved = buildTask([...HOME, corrected('2026-11-11T18:00Z', '2026-11-14T06:00Z')]);
    const ids = [...first, ...dueBy(moved, EVER, first)].map(({ escalationId }) => escalationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map(readRaisedForTask))).toEqual(new Set([moved.taskId]));
  });
});

describe('A return that is reported late', () => {
  const receivedLate = (receivedAt: string) => [
    buildReturnedFact({}, { time: receivedAt, receivedAt: at(receivedAt) }),
  ];
  const task = (receivedAt: string) =>
    buildTask(receivedLate(receivedAt), [buildAllocation('p-1', { recordedAt: at(receivedAt) })]);

  it('raises its levels when it is received, and gives the head of service twelve hours', () => {
    expect(listLevels(dueBy(task('2026-11-15T10:00Z'), at('2026-11-16T07:00Z')))).toEqual([
      ['no-attempt', at('2026-11-15T10:00Z')],
      ['breach', at('2026-11-15T10:00Z')],
      ['breach-unacknowledged', at('2026-11-15T22:00Z')],
    ]);
  });

  it('never says that a task is due soon which is late already', () => {
    const levels = dueBy(task('2026-11-14T08:00:00.001Z')).map(({ level }) => level);
    expect(levels).not.toContain('due-soon');
    expect(listLevels(dueBy(task('2026-11-14T08:00Z')))).toContainEqual([
      'due-soon',
      at('2026-11-14T08:00Z'),
    ]);
  });
});
