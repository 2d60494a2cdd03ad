import { type Action, POLICY } from '../../../../shared/episodes/action.ts';
import type { Alert } from '../../../../shared/alerts/alert.ts';
import { toEpisodeId, toTaskId } from '../../../../shared/episodes/episode.ts';
import { readFirstId } from '../../../../shared/episodes/episode-items.ts';
import { addMs, type Instant, MINUTE_MS } from '../../../../shared/kernel/instant.ts';
import type { Worker, World } from '../world.ts';
import { readAll } from './separation.ts';
import type { StoredItems } from './stored-items.ts';
import { requireThat, type Violation } from './violation.ts';

/** In which list of an authority somebody sees today that a child is missing, found and not known to be home, or waiting. */
const listAsked = async (world: World, reader: Worker): Promise<ReadonlySet<string>> => {
  const [missing, found, open] = await Promise.all([
    readAll(world, reader, '/api/v1/episodes?status=missing&limit=100'),
    readAll(world, reader, '/api/v1/episodes?status=found&limit=100'),
    readAll(world, reader, '/api/v1/tasks?state=open&limit=100'),
  ]);
  return new Set([
    ...[...missing, ...found].map(({ episodeId }) => toTaskId(String(episodeId))),
    ...open.map(({ taskId }) => String(taskId)),
  ]);
};

const checkNobodyForgotten = async (
  world: World,
  { episodes }: StoredItems,
  reader: Worker,
): Promise<readonly Violation[]> => {
  const asked = await listAsked(world, reader);
  const forgotten = episodes
    .flatMap(({ stored }) => (stored === null ? [] : [stored.episode]))
    .filter(({ responsibleAuthority }) => responsibleAuthority === reader.authority)
    .filter(
      ({ status, task }) => status === 'missing' || status === 'found' || task?.state === 'open',
    )
    .filter(({ episodeId }) => !asked.has(toTaskId(episodeId)));
  return requireThat(
    forgotten.length === 0,
    'No child who is missing, not known to be home, or waiting for an interview is in no list.',
    forgotten.map(({ reference }) => reference).join(', '),
  );
};

/** Clocks of two functions differ by seconds, and a message is composed a moment before it is sent. */
const TOLERANCE_MS = 5 * MINUTE_MS;

/**
 * Everybody who had the task at some time of those minutes, as far as people gave it. What the policy does has the time of
 * the message that it follows from, which may be taken in much later: it takes the task from nobody here.
 */
const listHolders = (actions: readonly Action[], at: Instant): readonly (string | null)[] => {
  const [from, until] = [addMs(at, -TOLERANCE_MS), addMs(at, TOLERANCE_MS)];
  const allocations = actions
    .filter((action) => action.kind === 'allocation')
    .toSorted((one, other) => (one.recordedAt < other.recordedAt ? -1 : 1));
  const before = allocations.findLast(({ recordedAt, by }) => recordedAt < from && by !== POLICY);
  const since = allocations.filter(
    ({ recordedAt, by }) =>
      recordedAt <= until && (recordedAt >= from || by === POLICY || before === undefined),
  );
  return [...(before === undefined ? [] : [before]), ...since].map(
    ({ practitioner }) => practitioner,
  );
};

/**
 * Facts that came later can move an allocation to another episode of its reference, and the task may come back to the
 * same person: what they were given before counts for the message.
 */
const wasGivenElsewhere = (
  episodes: StoredItems['episodes'],
  { taskId, recipient }: Pick<Alert, 'taskId' | 'recipient'>,
  sentAt: Instant,
): boolean =>
  episodes
    .filter(({ episodeId }) => taskId !== null && episodeId !== toEpisodeId(taskId))
    .filter(({ episodeId }) => readFirstId(episodeId) === readFirstId(toEpisodeId(taskId ?? '')))
    .flatMap(({ actions }) => actions)
    .some(
      (one) =>
        one.kind === 'allocation' && one.practitioner === recipient && one.recordedAt <= sentAt,
    );

/** Of messages about one task: one that moved to another episode since is another task. */
const checkNewTasksAreTheirs = (
  { runtime }: World,
  { messages, episodes }: StoredItems,
): readonly Violation[] => {
  const records = new Map(messages.map((one) => [one.reference, one]));
  const byTask = new Map(episodes.map((one) => [toTaskId(one.episodeId), one.actions]));
  const wrong = runtime.messages.filter(({ reference, template, sentAt, body }) => {
    if (template !== 'new-task' && template !== 'reallocated') return false;
    const alert = records
      .get(reference)
      ?.alerts.find(({ kind, taskId }) => kind === template && body.includes(taskId ?? '-'));
    if (alert === undefined || wasGivenElsewhere(episodes, alert, sentAt)) return false;
    const actions = byTask.get(alert.taskId ?? '') ?? [];
    const everHad = actions.some(
      (one) => one.kind === 'allocation' && one.practitioner === alert.recipient,
    );
    return everHad && !listHolders(actions, sentAt).includes(alert.recipient);
  });
  return requireThat(
    wrong.length === 0,
    'Nobody is told that a task is theirs when it is not.',
    wrong.map(({ reference }) => reference).join(', '),
  );
};

export const checkFollowed = async (
  world: World,
  stored: StoredItems,
  readers: readonly Worker[],
): Promise<readonly Violation[]> => {
  const forgotten = await Promise.all(
    readers.map((reader) => checkNobodyForgotten(world, stored, reader)),
  );
  return [...forgotten.flat(), ...checkNewTasksAreTheirs(world, stored)];
};
