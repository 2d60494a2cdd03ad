import { buildStaffMember } from './people.ts';
import type { Practitioner } from '../../shared/directory/staff.ts';

/** A practitioner of Norwich as they stand in the table, without a cap and tied to nobody. */
export const buildPractitioner = (
  practitionerId: string,
  about: Partial<Practitioner> = {},
): Practitioner => ({
  ...buildStaffMember(practitionerId, { teams: ['norfolk-norwich'] }),
  authority: 'E10000020',
  ties: [],
  inactive: false,
  version: 1,
  ...about,
});
