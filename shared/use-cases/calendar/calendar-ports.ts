import type { Directory } from '../../domain/authority.ts';
import type { CalendarStore, Tokens } from '../../ports/calendars.ts';
import type { StaffStore } from '../../ports/staff.ts';
import type { EpisodeStore } from '../../ports.ts';

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
