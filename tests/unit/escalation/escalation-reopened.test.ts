import { describe, expect, it } from 'vitest';
import type { RaisedLevel } from '../../../shared/episodes/escalation.ts';
import {
  buildAction,
  dueBy,
  HOME,
  KEPT,
  listLevels,
  outcome,
  buildTask,
} from '../../support/actions.ts';
import { at, buildCancelledFact, buildFoundFact } from '../../support/facts.ts';
import type { RhiTask } from '../../../shared/episodes/task.ts';

describe('A task that is opened again when it is late already', () => {
  const RISEN = [
    ['breach', at('2026-11-16T12:00Z')],
    ['breach-unacknowledged', at('2026-11-17T00:00Z')],
  ];
  const late = (task: RhiTask, raised: readonly RaisedLevel[]) =>
    listLevels(dueBy(task, at('2026-11-17T01:00Z'), raised)).filter(
      ([level]) => level === 'breach' || level === 'breach-unacknowledged',
    );
  const before = dueBy(buildTask(HOME), at('2026-11-12T09:00Z'));

  it('by a later message gives its manager twelve hours from then', () => {
    const reopened = buildTask([
      ...HOME,
      buildCancelledFact({}, { time: '2026-11-13T09:00Z' }),
      buildFoundFact({}, { id: 'found-2', time: '2026-11-16T12:00Z' }),
    ]);
    expect(late(reopened, before)).toEqual(RISEN);
  });

  it('by taking its outcome back does too', () => {
    const retraction = buildAction(
      { kind: 'retraction' },
      { recordedAt: at('2026-11-16T12:00Z'), corrects: 'act-outcome' },
    );
    const reopened = buildTask(HOME, [KEPT, outcome('2026-11-13T09:00Z'), retraction]);
    expect(late(reopened, before)).toEqual(RISEN);
  });
});
