import type { Episode } from './episode.ts';
import { type Caller, belongsTo } from '../access/caller.ts';

/** Responsible and host authority both see an episode (docs/domain.md). */
export const seesEpisode = (caller: Caller, episode: Episode): boolean =>
  belongsTo(caller, episode.responsibleAuthority) || belongsTo(caller, episode.hostAuthority);

/** Only the responsible authority owns the task of the return home interview. */
export const ownsTask = (caller: Caller, episode: Episode): boolean =>
  belongsTo(caller, episode.responsibleAuthority);
