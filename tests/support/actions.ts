import { toEpisodeId } from '../../shared/episodes/episode.ts';
import { foldOnlyEpisode } from './ids.ts';
import type { Caller } from '../../shared/access/caller.ts';
import { allocateTask } from '../../shared/casework/allocate-task.ts';
import type { CaseworkDependencies } from '../../shared/casework/task-record.ts';
import { toTaskId } from '../../shared/episodes/episode.ts';
import type { Action, ActionDetail } from '../../shared/episodes/action.ts';
import { at, buildFoundFact, buildReturnedFact } from './facts.ts';
import type { RaisedLevel } from '../../shared/episodes/escalation.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { DEFAULT_SETTINGS } from '../../shared/directory/settings.ts';
import type { ClimbingEpisode, LadderSettings } from '../../shared/episodes/rules/ladder.ts';
import { DIRECTORY } from './directory.ts';
import type { RhiTask } from '../../shared/episodes/task.ts';
import type { Fact } from '../../shared/episodes/fact.ts';
import { listDueLevels } from '../../shared/episodes/rules/ladder.ts';

/** What a test may say of an action's envelope; everything else has a fixed default. */
export type ActionOverrides = Partial<Omit<Action, 'kind'>>;

/** An action of practitioner p-1 on the day after the return of the default facts. */
export const buildAction = (detail: ActionDetail, about: ActionOverrides = {}): Action => {
  const recordedAt = about.recordedAt ?? at('2026-11-12T10:00:00Z');
  return {
    actionId: `act-${detail.kind}-${recordedAt}`,
    by: 'p-1',
    happenedAt: recordedAt,
    recordedAt,
    corrects: null,
    contentHash: `hash-of-${detail.kind}`,
    texts: [],
    notificationId: 'returned-1',
    ...detail,
    ...about,
  };
};

export const buildAllocation = (practitioner: string | null, about: ActionOverrides = {}): Action =>
  buildAction(
    {
      kind: 'allocation',
      practitioner,
      basis: practitioner === null ? 'hand-back' : 'manager',
      why: null,
    },
    about,
  );

const ANY_MANAGER: Caller = { subject: 'm-of-all', role: 'manager', authorities: 'all' };

/** A manager gives the task of an episode to somebody, or to nobody. */
export const allocate = async (
  ports: CaseworkDependencies,
  episodeId: string,
  practitioner: string | null,
  now: Instant = at('2026-11-12T10:00:00Z'),
): Promise<void> => {
  const stored = await ports.episodes.readState(episodeId);
  if (stored === null) throw new Error('There is no such episode.');
  const { taskVersion } = stored;
  const key = `key-${taskVersion}-of-an-allocation`;
  const body = { key, taskVersion, practitioner, reason: 'A manager decided it.' };
  const result = await allocateTask(ports, { taskId: toTaskId(episodeId), body }, ANY_MANAGER, now);
  if ('refusal' in result) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
};

/** Long after every level of any task here. */
const EVER = at('2027-06-01T00:00Z');

/** Found on the 11th at 06:00, received at 06:10; home at 08:00, received at 08:10; so due on the 14th at 08:00. */
export const HOME = [buildFoundFact(), buildReturnedFact()];

/** Allocated while there was no clock yet. */
export const KEPT = buildAllocation('p-1', { recordedAt: at('2026-11-11T06:30Z') });

/** The task of these facts and actions. */
export const buildTask = (facts: readonly Fact[], actions: readonly Action[] = [KEPT]): RhiTask => {
  const { task } = foldOnlyEpisode(facts, DIRECTORY, actions);
  if (task === null) throw new Error('These facts open no task.');
  return task;
};

/** An episode of which nothing but the task is known. */
export const climbing = (task: RhiTask): ClimbingEpisode => ({
  episodeId: toEpisodeId(task.taskId),
  status: 'incomplete',
  reportedAt: null,
  reportKnownAt: null,
  riskHistory: [],
  child: null,
  task,
});

const WITHOUT_QUIET_HOURS: LadderSettings = { ...DEFAULT_SETTINGS, quietHours: null };

/** The levels of the default ladder that are due by then, at any hour if the test does not say when it is quiet. */
export const dueBy = (
  task: RhiTask,
  now: Instant = EVER,
  raised: readonly RaisedLevel[] = [],
  settings = WITHOUT_QUIET_HOURS,
) => listDueLevels(climbing(task), raised, settings, now);

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
      covers: [],
      independent: null,
      employer: null,
    },
    { actionId: 'act-outcome', recordedAt: at(recordedAt) },
  );
