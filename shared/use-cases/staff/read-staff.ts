import type { Directory } from '../../domain/authority.ts';
import type { Staff } from '../../domain/practitioner.ts';
import type { StaffStore } from '../../ports/staff.ts';

/** Where the people of the authorities are kept, and with whom each begins. */
export interface StaffPorts {
  readonly staff: StaffStore;
  readonly directory: Directory;
}

/** Everybody of an authority; whoever the configuration has and the table had not is stored by this. */
export const readStaff = ({ staff, directory }: StaffPorts, authority: string): Promise<Staff> =>
  staff.read(authority, directory.authorities.find(({ code }) => code === authority)?.people ?? []);
