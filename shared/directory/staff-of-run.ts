import type { Practitioner } from './practitioner.ts';
import { readStaff } from './read-staff.ts';
import type { Directory } from './authority.ts';
import type { StaffStore } from './staff.ts';

/** Everybody of an authority. */
export type StaffOf = (authority: string) => Promise<readonly Practitioner[]>;

/** Reads the people of an authority once a run; a reading that failed is tried again by the next task. */
export const createStaffOf = (ports: {
  readonly staff: Pick<StaffStore, 'read'>;
  readonly directory: Directory;
}): StaffOf => {
  const read = new Map<string, Promise<readonly Practitioner[]>>();
  const readNow = async (authority: string): Promise<readonly Practitioner[]> => {
    try {
      return (await readStaff(ports, authority)).practitioners;
    } catch (error) {
      read.delete(authority);
      throw error;
    }
  };
  return (authority) => {
    const reading = read.get(authority) ?? readNow(authority);
    read.set(authority, reading);
    return reading;
  };
};
