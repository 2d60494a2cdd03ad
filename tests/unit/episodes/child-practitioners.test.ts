import { foldOnlyEpisode } from '../../support/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../shared/episodes/action.ts';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { buildAction, buildAllocation } from '../../support/actions.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { at, buildCancelledFact, buildReturnedFact } from '../../support/facts.ts';
import type { RhiTask } from '../../../shared/episodes/task.ts';
import { listKnownPractitioners } from '../../../shared/episodes/rules/interviewer.ts';

const HELD_AT = at('2026-11-12T15:00Z');

const ended = (outcome: 'completed' | 'declined', by: string): Action =>
  buildAction(
    {
      kind: 'outcome',
      outcome,
      reason: outcome === 'completed' ? null : 'no-reason-given',
      lateReason: null,
      parentOffered: null,
      parentGave: null,
      interviewId: null,
      mainTaskId: 'rhi-1',
      covers: [],
      independent: null,
      employer: null,
    },
    { by, recordedAt: HELD_AT },
  );

const taskOf = (...actions: Action[]): RhiTask => {
  const { task } = foldOnlyEpisode([buildReturnedFact()], DIRECTORY, actions);
  if (task === null) throw new Error('A return opens a task.');
  return task;
};

const days = (count: number): Instant => addMs(HELD_AT, count * 24 * HOUR_MS);
const known = (tasks: readonly RhiTask[], now = days(1)) => listKnownPractitioners(tasks, 180, now);

describe('a child is known to', () => {
  it('the practitioner with an open task of theirs, however long it is open', () => {
    expect(known([taskOf(buildAllocation('p-1'))], days(500))).toEqual(['p-1']);
  });

  it('who recorded the last interview, then who had its task, for the configured days', () => {
    const task = taskOf(buildAllocation('p-1'), ended('completed', 'p-2'));
    expect(known([task], days(180))).toEqual(['p-2', 'p-1']);
    expect(known([task], addMs(days(180), 1))).toEqual([]);
  });

  it('none by an interview that was declined, or a task that was withdrawn or never allocated', () => {
    const withdrawn = foldOnlyEpisode([buildReturnedFact(), buildCancelledFact()], DIRECTORY, [
      buildAllocation('p-1'),
    ]).task;
    expect(withdrawn?.state).toBe('withdrawn');
    expect(known([taskOf(buildAllocation('p-1'), ended('declined', 'p-1'))])).toEqual([]);
    expect(known(withdrawn === null ? [] : [withdrawn])).toEqual([]);
    expect(known([taskOf()])).toEqual([]);
  });

  it('the practitioner of the latest episode first, and to each once', () => {
    const tasks = ['p-3', 'p-1', 'p-3', 'p-2'].map((id) => taskOf(buildAllocation(id)));
    expect(known(tasks)).toEqual(['p-3', 'p-1', 'p-2']);
  });
});
