import type { Directory } from '../directory/authority.ts';
import type { Backoff, EpisodeStore } from '../episodes/ports.ts';
import type { CodeStore, Pseudonyms } from '../intelligence/codes.ts';
import type { StaffStore } from '../directory/staff.ts';

/** What people need to work a task. */
export interface WorkPorts {
  readonly episodes: EpisodeStore;
  readonly staff: StaffStore;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly pseudonyms: Pseudonyms;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
