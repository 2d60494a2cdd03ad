import type { Directory } from '../directory/authority.ts';
import type { CalendarStore } from './calendars.ts';
import type { StaffStore } from '../directory/staff.ts';
import type { EpisodeStore } from '../episodes/ports.ts';
import type { Tokens } from '../kernel/random-token.ts';

/** What calendar feeds are made of. */
export interface CalendarPorts {
  readonly calendars: CalendarStore;
  readonly episodes: Pick<EpisodeStore, 'readState'>;
  readonly staff: Pick<StaffStore, 'read' | 'readCaseload'>;
  readonly directory: Directory;
  readonly makeToken: Tokens;
  /** Where people open Homeward. */
  readonly publicUrl: string;
}
