import type { ChildKey } from './child-identity.ts';
import type { Episode } from './episode.ts';
import type { RaisedLevel } from './escalation.ts';
import type { Instant } from '../kernel/instant.ts';

/** What is kept of an episode: the fold, the child it was linked to, and the version of both. */
export interface StoredEpisode {
  readonly episode: Episode;
  /** Null while no notification has told who the child is. */
  readonly childId: string | null;
  /** The keys under which this episode says its child can be found. */
  readonly childKeys: readonly ChildKey[];
  /** Counts writes of the state, from 1. */
  readonly version: number;
  /** Counts changes of what a worker sees of the task, from 0: a form filled in on an older one is stale. */
  readonly taskVersion: number;
  /** Levels of the ladder that were raised, in that order. */
  readonly raised: readonly RaisedLevel[];
  /** When the next level is to be raised; null when none is to come. */
  readonly escalateAt: Instant | null;
}
