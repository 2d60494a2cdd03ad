import { type Directory, findAuthoritySettings } from '../../directory/directory.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Episode, ChildLink, StoredEpisode } from '../episode.ts';
import type { RaisedLevel } from '../escalation.ts';
import { findNextLevel } from './ladder.ts';

export interface StateParts extends ChildLink {
  readonly episode: Episode;
  readonly raised: readonly RaisedLevel[];
}

const hasSameTask = (previous: StoredEpisode | null, episode: Episode): boolean =>
  isDeepStrictEqual(previous?.episode.task ?? null, episode.task);

/** The task version is raised only when what a practitioner sees of the task changes. */
export const buildNextState = (
  previous: StoredEpisode | null,
  parts: StateParts,
  directory: Directory,
): StoredEpisode => {
  const { episode, raised } = parts;
  const settings = findAuthoritySettings(directory, episode.responsibleAuthority);
  const seen = previous?.taskVersion ?? 0;
  return {
    ...parts,
    version: (previous?.version ?? 0) + 1,
    taskVersion: hasSameTask(previous, episode) ? seen : seen + 1,
    escalateAt: findNextLevel(episode, raised, settings)?.at ?? null,
  };
};
