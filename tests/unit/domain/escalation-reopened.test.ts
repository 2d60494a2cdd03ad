import { describe, expect, it } from 'vitest';
import type { Action } from '../../../shared/domain/action.ts';
import { levelsDue, type RaisedLevel } from '../../../shared/domain/escalation.ts';
import { foldEpisode } from '../../../shared/domain/fold-episode.ts';
import { DEFAULT_LADDER } from '../../../shared/domain/ladder.ts';
import type { Fact } from '../../../shared/domain/notification.ts';
import type { RhiTask } from '../../../shared/domain/rhi-task.ts';
import { actionOf, allocatedTo } from '../../support/actions.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { at, cancelledFact, foundFact, returnedFact } from '../../support/facts.ts';

/** Found on the 11th at 06:00, told at 06:10; home at 08:00, told at 08:10; so due on the 14th at 08:00. */
const HOME = [foundFact(), returnedFact()];
const KEPT = allocatedTo('p-1', { recordedAt: at('2026-11-11T06:30Z') });

const taskOf = (facts: readonly Fact[], actions: readonly Action[] = [KEPT]): RhiTask => {
  const { task } = foldEpisode(facts, DIRECTORY, actions);
  if (task === null) throw new Error('These facts open no task.');
  return task;
};

const dueBy = (task: RhiTask, now: ReturnType<typeof at>, raised: readonly RaisedLevel[] = []) =>
  levelsDue(task, raised, DEFAULT_LADDER, now);

const named = (levels: readonly RaisedLevel[]) => levels.map((one) => [one.level, one.at]);

const OUTCOME = actionOf(
  {
    kind: 'outcome',
    outcome: 'completed',
    reason: null,
    lateReason: null,
    parentOffered: null,
    parentGave: null,
    interviewId: 'int-1',
    mainTaskId: 'rhi-1',
  },
  { actionId: 'act-outcome', recordedAt: at('2026-11-13T09:00Z') },
);

describe('A task that is opened again when it is late already', () => {
  const RISEN = [
    ['breach', at('2026-11-16T12:00Z')],
    ['breach-unacknowledged', at('2026-11-17T00:00Z')],
  ];
  const late = (task: RhiTask, raised: readonly RaisedLevel[]) =>
    named(dueBy(task, at('2026-11-17T01:00Z'), raised)).filter(
      ([level]) => level === 'breach' || level === 'breach-unacknowledged',
    );
  const before = dueBy(taskOf(HOME), at('2026-11-12T09:00Z'));

  it('by a later message gives its manager twelve hours from then', () => {
    const reopened = taskOf([
      ...HOME,
      cancelledFact({}, { time: '2026-11-13T09:00Z' }),
      foundFact({}, { id: 'found-2', time: '2026-11-16T12:00Z' }),
    ]);
    expect(late(reopened, before)).toEqual(RISEN);
  });

  it('by taking its outcome back does too', () => {
    const retraction = actionOf(
      { kind: 'retraction' },
      { recordedAt: at('2026-11-16T12:00Z'), corrects: 'act-outcome' },
    );
    const reopened = taskOf(HOME, [KEPT, OUTCOME, retraction]);
    expect(late(reopened, before)).toEqual(RISEN);
  });
});
