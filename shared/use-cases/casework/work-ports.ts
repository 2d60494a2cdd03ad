import type { Directory } from '../../domain/authority.ts';
import type { Backoff, EpisodeStore } from '../../ports.ts';
import type { CodeStore, Pseudonyms } from '../../ports/codes.ts';
import type { StaffStore } from '../../ports/staff.ts';

/** What people need to work a task. */
export interface WorkPorts {
  readonly episodes: EpisodeStore;
  readonly staff: StaffStore;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly pseudonyms: Pseudonyms;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
