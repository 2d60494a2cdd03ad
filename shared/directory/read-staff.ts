import type { Directory } from './authority.ts';
import type { Staff, Practitioner } from './practitioner.ts';
import type { StaffStore } from './staff.ts';

/** Where the people of the authorities are kept, and with whom each begins. */
export interface StaffPorts {
  readonly staff: StaffStore;
  readonly directory: Directory;
}

type StaffReader = Pick<StaffPorts, 'directory'> & { readonly staff: Pick<StaffStore, 'read'> };

/** Everybody of an authority; whoever the configuration has and the table had not is stored by this. */
export const readStaff = ({ staff, directory }: StaffReader, authority: string): Promise<Staff> =>
  staff.read(authority, directory.authorities.find(({ code }) => code === authority)?.people ?? []);

/** Null when the authority has nobody with this id. */
export const readStaffMember = async (
  reader: Parameters<typeof readStaff>[0],
  authority: string,
  practitionerId: string,
): Promise<Practitioner | null> => {
  const { practitioners } = await readStaff(reader, authority);
  return practitioners.find((one) => one.practitionerId === practitionerId) ?? null;
};
