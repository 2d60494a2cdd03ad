import type { Directory } from '../directory/authority.ts';
import type { AlertBells } from '../alerts/wake-up-port.ts';
import type { StaffStore } from '../directory/staff.ts';
import type { EpisodeStore } from '../episodes/ports.ts';
import type { Backoff } from '../kernel/back-off.ts';

/** What a sweep works on. */
export interface SweepPorts {
  readonly episodes: Pick<EpisodeStore, 'listToEscalate' | 'readState' | 'change'>;
  readonly staff: Pick<StaffStore, 'read'>;
  readonly bells: AlertBells;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
