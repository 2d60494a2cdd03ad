import type { Directory } from '../../domain/authority.ts';
import type { AlertBells } from '../../ports/alert-bells.ts';
import type { StaffStore } from '../../ports/staff.ts';
import type { Backoff, EpisodeStore } from '../../ports.ts';

/** What a sweep works on. */
export interface SweepPorts {
  readonly episodes: Pick<EpisodeStore, 'listToEscalate' | 'readState' | 'change'>;
  readonly staff: Pick<StaffStore, 'read'>;
  readonly bells: AlertBells;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
