import type { Directory } from '../directory/authority.ts';
import type { EpisodeStore } from '../episodes/ports.ts';
import type { StaffStore } from '../directory/staff.ts';
import type { Backoff } from '../kernel/back-off.ts';
import type { Pseudonyms } from '../intelligence/pseudonyms.ts';
import type { CodeStore } from '../intelligence/code-store.ts';

/** What people need to work a task. */
export interface WorkPorts {
  readonly episodes: EpisodeStore;
  readonly staff: StaffStore;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly pseudonyms: Pseudonyms;
  readonly directory: Directory;
  readonly backOff: Backoff;
}
