import type { ReferenceStore } from './reference-store.ts';
import { type Episode, type StoredEpisode, toTaskId } from './episode.ts';
import { type RaisedLevel, readRaisedForTask } from './escalation.ts';
import type { MovedEscalation } from './escalation-store.ts';

/**
 * The episode that a raised level is about: that of its due time, else the one it was raised for, else where it is. One
 * without a task only when no other has one.
 */
const findEpisode = (
  { dueAt, escalationId }: RaisedLevel,
  holder: string,
  episodes: readonly Episode[],
): Episode | undefined => {
  const withTask = episodes.filter(({ task }) => task !== null);
  const candidates = withTask.length > 0 ? withTask : episodes;
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

/**
 * The escalations of an episode that were another episode's, or another authority's, or of a task that is no more or is
 * there again, as they are to be seen now.
 */
export const moveEscalations = async (
  episodes: Pick<ReferenceStore, 'readEscalation'>,
  stored: StoredEpisode | null,
  { episodeId, responsibleAuthority: authority, task }: Episode,
  raised: readonly RaisedLevel[],
): Promise<readonly MovedEscalation[]> => {
  const isListed = task !== null;
  const wasListed = stored !== null && stored.episode.task !== null;
  const hasMoved = stored?.episode.responsibleAuthority !== authority || wasListed !== isListed;
  const had = new Set(stored?.raised.map((one) => one.escalationId));
  const moved = raised.filter(({ escalationId }) => hasMoved || !had.has(escalationId));
  const found = await Promise.all(
    moved.map(({ escalationId }) => episodes.readEscalation(escalationId)),
  );
  const now = { taskId: toTaskId(episodeId), episodeId, authority, team: task?.team ?? null };
  return found.flatMap((escalation) =>
    escalation === null ? [] : [{ escalation: { ...escalation, ...now }, isListed }],
  );
};
