import type { Directory } from '../directory/authority.ts';
import type { EpisodeStore } from '../episodes/ports.ts';
import type { ThemeStore } from './themes.ts';
import type { Backoff } from '../kernel/back-off.ts';

/** What making evidence needs. */
export interface EvidencePorts {
  readonly episodes: Pick<EpisodeStore, 'readState' | 'readDebrief'>;
  readonly themes: ThemeStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
