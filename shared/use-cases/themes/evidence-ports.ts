import type { Directory } from '../../domain/authority.ts';
import type { Backoff, EpisodeStore } from '../../ports.ts';
import type { ThemeStore } from '../../ports/themes.ts';

/** What making evidence needs. */
export interface EvidencePorts {
  readonly episodes: Pick<EpisodeStore, 'readState' | 'readDebrief'>;
  readonly themes: ThemeStore;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
