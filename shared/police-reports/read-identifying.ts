import type { Episode } from '../episodes/episode.ts';
import { toTaskId } from '../kernel/hash.ts';
import { type Identifying, identifyingOf } from './sanitise/identifying.ts';
import type { EpisodeStore } from '../episodes/ports.ts';
import type { TaskRecord } from '../casework/task-record.ts';
import { findPossibleMatches } from '../episodes/find-possible-matches.ts';

type ChildReader = Pick<EpisodeStore, 'read' | 'findChildren' | 'listEpisodesOfChild'>;

const episodesOf = async (
  episodes: ChildReader,
  children: readonly string[],
): Promise<readonly string[]> => {
  const lists = await Promise.all(children.map((child) => episodes.listEpisodesOfChild(child)));
  return lists.flat().map(({ episode }) => episode.episodeId);
};

const idsOf = (episodeId: Episode['episodeId']): readonly string[] => [
  episodeId,
  toTaskId(episodeId),
];

/**
 * All by which a child could be known again, from every episode of it that we know, and of whoever may be the same
 * child: nobody is merged on a name (docs/adr/0004), but a name under which only another episode knows it gives it
 * away as well.
 */
export const readIdentifying = async (
  episodes: ChildReader,
  { stored, facts }: TaskRecord,
): Promise<Identifying> => {
  const { childId, episode } = stored;
  const matches = await findPossibleMatches(episodes, stored);
  const children = childId === null ? [] : [childId, ...matches];
  const others = new Set(await episodesOf(episodes, children));
  others.delete(episode.episodeId);
  const records = await Promise.all([...others].map((id) => episodes.read(id)));
  return identifyingOf(
    [...facts, ...records.flatMap((record) => record.facts)],
    [...children, ...[episode.episodeId, ...others].flatMap(idsOf)],
  );
};
