import type { Authority } from '../../shared/directory/authority.ts';
import { DEFAULT_SETTINGS } from '../../shared/directory/settings.ts';
import type { StaffMember } from '../../shared/directory/staff.ts';

/** Somebody of an authority; a practitioner without a cap unless told. */
export const buildStaffMember = (
  practitionerId: string,
  about: Partial<StaffMember> = {},
): StaffMember => ({
  practitionerId,
  name: `Person ${practitionerId}`,
  role: 'practitioner',
  teams: [],
  caseloadCap: null,
  email: `${practitionerId}@council.example`,
  phone: null,
  contactBy: 'email',
  ...about,
});

/** An authority of which a test says no more than it needs: nobody works there, by the default settings. */
export const buildAuthority = (
  about: Pick<Authority, 'code' | 'name' | 'localities' | 'teams'> & Partial<Authority>,
): Authority => ({ people: [], settings: DEFAULT_SETTINGS, ...about });
