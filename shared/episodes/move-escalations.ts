import { type Directory, findAuthoritySettings } from '../directory/directory.ts';
import type { AuthoritySettings } from '../directory/settings.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ReferenceStore } from './reference-store.ts';
import { type Episode, type StoredEpisode, toTaskId } from './episode.ts';
import { type RaisedLevel, readRaisedForTask } from './escalation.ts';
import type { MovedEscalation } from './escalation-store.ts';
import { findEpisodeTeam } from './rules/authority-and-locality.ts';
import { isOutdated } from './rules/ladder.ts';

export interface MoveContext {
  readonly episodes: Pick<ReferenceStore, 'readEscalation'>;
  readonly directory: Directory;
  readonly now: Instant;
}

const findReported = (
  reportedAt: Instant,
  escalationId: string,
  episodes: readonly Episode[],
): Episode | undefined =>
  episodes.find((episode) => episode.reportedAt === reportedAt) ??
  episodes.find(({ episodeId }) => toTaskId(episodeId) === readRaisedForTask(escalationId)) ??
  episodes[0];

/**
 * The episode that a raised level is about: that of the report of a missing child, or that of its due time, else the one it was raised for, else where it is. One
 * whose task was not open yet only when no other was, and one without a task only when no other has one.
 */
const findEpisode = (
  { dueAt, reportedAt, escalationId, at }: RaisedLevel,
  holder: string,
  episodes: readonly Episode[],
): Episode | undefined => {
  if (reportedAt !== null) return findReported(reportedAt, escalationId, episodes);
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

/** With an outcome, a withdrawal, another deadline or a find, nothing is left to acknowledge of what nobody acknowledged. */
const listOutdated = (
  stored: StoredEpisode | null,
  episode: Episode,
  raised: readonly RaisedLevel[],
  settings: AuthoritySettings,
): ReadonlySet<string> => {
  const outdated = raised.filter(
    (one) =>
      one.acknowledged === null &&
      isOutdated(episode, one, settings) &&
      (stored === null || !isOutdated(stored.episode, one, settings)),
  );
  return new Set(outdated.map(({ escalationId }) => escalationId));
};

const hasTask = (episode: Episode | undefined): boolean => (episode?.task ?? null) !== null;

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
  const { episodeId, responsibleAuthority: authority } = episode;
  const before = stored?.episode;
  const hasMoved =
    before?.responsibleAuthority !== authority || hasTask(before) !== hasTask(episode);
  const had = new Set(stored?.raised.map((one) => one.escalationId));
  const settings = findAuthoritySettings(directory, authority);
  const outdated = listOutdated(stored, episode, raised, settings);
  const moved = raised
    .map(({ escalationId }) => escalationId)
    .filter((id) => hasMoved || !had.has(id) || outdated.has(id));
  const found = await Promise.all(moved.map((id) => episodes.readEscalation(id)));
  const team = findEpisodeTeam(directory, episode);
  const about = { taskId: toTaskId(episodeId), episodeId, authority, team };
  return found.flatMap((one) => {
    if (one === null) return [];
    const closedAt = outdated.has(one.escalationId) ? now : one.closedAt;
    const isListed = one.reportedAt !== null || hasTask(episode);
    return [{ escalation: { ...one, ...about, closedAt }, isListed }];
  });
};
