import { findAuthoritySettings } from '../../../../shared/directory/directory.ts';
import type { LadderLevel } from '../../../../shared/directory/ladder.ts';
import {
  type Escalation,
  type RaisedLevel,
  readRaisedForTask,
} from '../../../../shared/episodes/escalation.ts';
import type { StoredEpisode } from '../../../../shared/episodes/episode.ts';
import { foldEpisode } from '../../../../shared/episodes/rules/fold-episode.ts';
import { listDueLevels } from '../../../../shared/episodes/rules/ladder.ts';
import type { RhiTask } from '../../../../shared/episodes/task.ts';
import { hashContent } from '../../../../shared/kernel/hash.ts';
import { addMs, HOUR_MS, type Instant, MINUTE_MS } from '../../../../shared/kernel/instant.ts';
import type { World } from '../world.ts';
import type { StoredEpisodeItems, StoredItems } from './stored-items.ts';
import { isSameSet, listRepeated, requireThat, type Violation } from './violation.ts';

const checkFacts = (one: StoredEpisodeItems, { directory }: World): readonly Violation[] => {
  const { facts, actions, stored } = one;
  const folded = facts.length === 0 ? null : foldEpisode(facts, directory, actions, one);
  return [
    ...requireThat(
      listRepeated(facts.map(({ id }) => id)).length === 0,
      'No notification is two facts.',
    ),
    ...requireThat(
      hashContent(stored?.episode ?? null) === hashContent(folded),
      'The state of an episode is the fold of its facts.',
      stored?.episode.reference ?? 'no state',
    ),
  ];
};

const isAccountedFor = ({ state, outcome, withdrawn }: RhiTask): boolean =>
  state === 'open' ||
  (state === 'closed' && outcome !== null) ||
  (state === 'withdrawn' && withdrawn !== null);

const checkReturn = ({ episode }: StoredEpisode): readonly Violation[] => {
  const { foundAt, returnedAt, task, reference } = episode;
  return requireThat(
    (foundAt === null && returnedAt === null) || (task !== null && isAccountedFor(task)),
    'For every child who was found or returned there is an open task, an outcome, or a reason why not.',
    reference,
  );
};

/** Without the product's rules: levels of a late task that nothing but an outcome stops. */
const isOverdueLevel =
  ({ dueAt, dueKnownAt, openSince }: RhiTask, now: Instant) =>
  ({ from, when, stoppedBy, afterHours }: LadderLevel): boolean =>
    from === 'due' &&
    when === 'no-outcome' &&
    stoppedBy.length === 0 &&
    afterHours >= 0 &&
    dueAt !== null &&
    [addMs(dueAt, afterHours * HOUR_MS + MINUTE_MS), dueKnownAt ?? dueAt, openSince].every(
      (instant) => instant < now,
    );

const checkOverdueLevels = (
  { episode, raised }: StoredEpisode,
  { directory, runtime }: World,
): readonly Violation[] => {
  const { task, responsibleAuthority, reference } = episode;
  const settings = findAuthoritySettings(directory, responsibleAuthority);
  const { ladder } = settings;
  const now = runtime.now();
  const overdue = task?.state === 'open' ? ladder.filter(isOverdueLevel(task, now)) : [];
  const missed = overdue.filter(
    ({ level }) => !raised.some((one) => one.level === level && one.dueAt === task?.dueAt),
  );
  return [
    ...requireThat(
      missed.length === 0,
      'Every level of a late task is raised.',
      `${reference}: ${missed.map(({ level }) => level).join(', ')}`,
    ),
    ...requireThat(
      listDueLevels(episode, raised, settings, now).length === 0,
      'Every level that is due was raised.',
      reference,
    ),
  ];
};

/** A level that repeats, a plan that passed and a task that was opened again raise it anew, each at another time. */
const formatRaising = ({ level, dueAt, reportedAt, at, escalationId }: RaisedLevel): string =>
  dueAt === null && reportedAt === null
    ? escalationId
    : `${level} ${dueAt ?? ''}${reportedAt ?? ''} ${at}`;

/** Of a level that repeats, the episode keeps the latest time. The others are seen in no list. */
const isReplaced = ({ closedAt }: Escalation): boolean => closedAt !== null;

const checkLevels = (
  { stored, escalations }: StoredEpisodeItems,
  { alerts }: World,
): readonly Violation[] => {
  const raised = (stored?.raised ?? []).map(({ escalationId }) => escalationId);
  const seen = escalations
    .filter((one) => raised.includes(one.escalationId) || !isReplaced(one))
    .map(({ escalationId }) => escalationId);
  const alerted = [...alerts.values()];
  const untold = escalations.flatMap(({ escalationId, level, notified }) =>
    notified.filter(
      (person) =>
        !alerted.some(
          ({ recipient, kind, taskId: about }) =>
            recipient === person &&
            about === readRaisedForTask(escalationId) &&
            typeof kind === 'object' &&
            kind.level === level,
        ),
    ),
  );
  return [
    ...requireThat(
      listRepeated((stored?.raised ?? []).map(formatRaising)).length === 0,
      'A level of the ladder is raised once for a due time.',
    ),
    ...requireThat(
      isSameSet(raised, seen),
      'Every level that was raised is an escalation that managers see.',
      `${raised.join(' ')} and ${seen.join(' ')}`,
    ),
    ...requireThat(
      untold.length === 0,
      'Everybody whom an escalation names is alerted.',
      untold.join(', '),
    ),
  ];
};

const checkCaseloads = ({ episodes, ofEntity }: StoredItems): readonly Violation[] => {
  const open = episodes.flatMap(({ stored }) => {
    const task = stored?.episode.task ?? null;
    const practitioner = task?.allocation?.practitioner ?? null;
    return task?.state === 'open' && practitioner !== null
      ? [`caseload#${practitioner} ${task.taskId}`]
      : [];
  });
  const cases = ofEntity('case').map(({ pk, taskId }) => `${pk} ${String(taskId)}`);
  return requireThat(
    isSameSet(open, cases) && open.length === cases.length,
    "A practitioner's caseload is the open tasks that are allocated to them.",
    `${open.length} open tasks, ${cases.length} cases`,
  );
};

export const checkEpisodes = (world: World, stored: StoredItems): readonly Violation[] => [
  ...stored.episodes.flatMap((one) => [
    ...checkFacts(one, world),
    ...checkLevels(one, world),
    ...(one.stored === null
      ? []
      : [...checkReturn(one.stored), ...checkOverdueLevels(one.stored, world)]),
  ]),
  ...checkCaseloads(stored),
];
