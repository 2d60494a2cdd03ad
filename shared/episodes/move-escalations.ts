import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import type { Ladder } from '../directory/ladder.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ReferenceStore } from './reference-store.ts';
import { type Episode, type StoredEpisode, toTaskId } from './episode.ts';
import { type RaisedLevel, readRaisedForTask } from './escalation.ts';
import type { MovedEscalation } from './escalation-store.ts';
import { isOutdated } from './rules/ladder.ts';

export interface MoveContext {
  readonly episodes: Pick<ReferenceStore, 'readEscalation'>;
  readonly directory: Directory;
  readonly now: Instant;
}

/**
 * The episode that a raised level is about: that of its due time, else the one it was raised for, else where it is. One
 * whose task was not open yet only when no other was, and one without a task only when no other has one.
 */
const findEpisode = (
  { dueAt, escalationId, at }: RaisedLevel,
  holder: string,
  episodes: readonly Episode[],
): Episode | undefined => {
  const withTask = episodes.filter(({ task }) => task !== null);
  const open = withTask.filter(({ task }) => task !== null && task.openedAt <= at);
  const candidates = [open, withTask, episodes].find(({ length }) => length > 0) ?? [];
  return (
    candidates.find(({ task }) => dueAt !== null && task?.dueAt === dueAt) ??
    candidates.find(({ episodeId }) => toTaskId(episodeId) === readRaisedForTask(escalationId)) ??
    candidates.find(({ episodeId }) => episodeId === holder) ??
    candidates[0]
  );
};

/**
 * Raised levels and their acknowledgements follow their due time when a late message moves a return to another episode of
 * the reference, or makes one episode of two (police contract). `episodes` are those that there are now, in their order.
 */
export const assignRaisedLevels = (
  states: readonly StoredEpisode[],
  episodes: readonly Episode[],
): ReadonlyMap<string, readonly RaisedLevel[]> => {
  const placed = states.flatMap(({ episode, raised }) =>
    raised.map((level) => ({ level, at: findEpisode(level, episode.episodeId, episodes) })),
  );
  return new Map(
    episodes.map(({ episodeId }) => [
      episodeId,
      placed.flatMap(({ level, at }) => (at?.episodeId === episodeId ? [level] : [])),
    ]),
  );
};

/** With an outcome, a withdrawal or another deadline, nothing is left to acknowledge of what nobody acknowledged. */
const listOutdated = (
  stored: StoredEpisode | null,
  { task }: Episode,
  raised: readonly RaisedLevel[],
  ladder: Ladder,
): ReadonlySet<string> => {
  const before = stored?.episode.task ?? null;
  const outdated = raised.filter(
    (one) =>
      one.acknowledged === null &&
      task !== null &&
      isOutdated(task, one, ladder) &&
      (before === null || !isOutdated(before, one, ladder)),
  );
  return new Set(outdated.map(({ escalationId }) => escalationId));
};

/**
 * The escalations of an episode that were another episode's, or another authority's, of a task that is no more or is
 * there again, or of which nothing is left to acknowledge, as they are to be seen now.
 */
export const moveEscalations = async (
  { episodes, directory, now }: MoveContext,
  stored: StoredEpisode | null,
  episode: Episode,
  raised: readonly RaisedLevel[],
): Promise<readonly MovedEscalation[]> => {
  const { episodeId, responsibleAuthority: authority, task } = episode;
  const isListed = task !== null;
  const wasListed = stored !== null && stored.episode.task !== null;
  const hasMoved = stored?.episode.responsibleAuthority !== authority || wasListed !== isListed;
  const had = new Set(stored?.raised.map((one) => one.escalationId));
  const { ladder } = findAuthoritySettings(directory, authority);
  const outdated = listOutdated(stored, episode, raised, ladder);
  const moved = raised
    .map(({ escalationId }) => escalationId)
    .filter((id) => hasMoved || !had.has(id) || outdated.has(id));
  const found = await Promise.all(moved.map((id) => episodes.readEscalation(id)));
  const about = { taskId: toTaskId(episodeId), episodeId, authority, team: task?.team ?? null };
  return found.flatMap((one) => {
    if (one === null) return [];
    const closedAt = outdated.has(one.escalationId) ? now : one.closedAt;
    return [{ escalation: { ...one, ...about, closedAt }, isListed }];
  });
};
