import type { Practitioner } from '../directory/practitioner.ts';
import { readStaff } from '../directory/read-staff.ts';
import type { WorkPorts } from './work-ports.ts';

/** Somebody of an authority, by their id; null when nobody has it. */
export const readStaffMember = async (
  ports: Pick<WorkPorts, 'staff' | 'directory'>,
  authority: string,
  practitionerId: string,
): Promise<Practitioner | null> => {
  const { practitioners } = await readStaff(ports, authority);
  return practitioners.find((one) => one.practitionerId === practitionerId) ?? null;
};
