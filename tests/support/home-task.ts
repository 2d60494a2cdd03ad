import type { Action } from '../../shared/episodes/action.ts';
import { type RaisedLevel } from '../../shared/episodes/escalation.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { DEFAULT_LADDER } from '../../shared/directory/ladder.ts';
import { buildAction, buildAllocation } from './actions.ts';
import { DIRECTORY } from './directory.ts';
import { at, buildFoundFact, buildReturnedFact } from './facts.ts';
import type { RhiTask } from '../../shared/episodes/task.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { foldEpisode } from '../../shared/episodes/rules/fold-episode.ts';
import { listDueLevels } from '../../shared/episodes/rules/ladder.ts';

/** Long after every level of any task here. */
const EVER = at('2027-06-01T00:00Z');

/** Found on the 11th at 06:00, told at 06:10; home at 08:00, told at 08:10; so due on the 14th at 08:00. */
export const HOME = [buildFoundFact(), buildReturnedFact()];

/** Allocated while there was no clock yet. */
export const KEPT = buildAllocation('p-1', { recordedAt: at('2026-11-11T06:30Z') });

/** The task of these facts and actions. */
export const buildTask = (facts: readonly Fact[], actions: readonly Action[] = [KEPT]): RhiTask => {
  const { task } = foldEpisode(facts, DIRECTORY, actions);
  if (task === null) throw new Error('These facts open no task.');
  return task;
};

/** The levels of the default ladder that are due by then. */
export const dueBy = (task: RhiTask, now: Instant = EVER, raised: readonly RaisedLevel[] = []) =>
  listDueLevels(task, raised, DEFAULT_LADDER, now);

export const listLevels = (levels: readonly RaisedLevel[]) =>
  levels.map((one) => [one.level, one.at]);

/** An interview that was held, recorded then. */
export const outcome = (recordedAt: string): Action =>
  buildAction(
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
    { actionId: 'act-outcome', recordedAt: at(recordedAt) },
  );
