import type { Directory } from '../directory/authority.ts';
import type { Backoff, EpisodeStore } from '../episodes/ports.ts';
import type { ThemeStore } from './themes.ts';

/** What making evidence needs. */
export interface EvidencePorts {
  readonly episodes: Pick<EpisodeStore, 'readState' | 'readDebrief'>;
  readonly themes: ThemeStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
