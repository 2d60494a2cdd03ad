import type { Directory } from '../../shared/directory/directory.ts';
import type { Authority } from '../../shared/directory/authority.ts';
import { type AuthoritySettings, DEFAULT_SETTINGS } from '../../shared/directory/settings.ts';
import type { StaffMember, Practitioner } from '../../shared/directory/staff.ts';
import { BASE_CODES } from './debriefs.ts';

/** A member of staff; by default a practitioner without a cap. */
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
  deputy: null,
  employer: null,
  ...about,
});

/** An authority with no staff and the default settings unless given. */
export const buildAuthority = (
  about: Pick<Authority, 'code' | 'name' | 'localities' | 'teams'> & Partial<Authority>,
): Authority => ({ people: [], settings: DEFAULT_SETTINGS, ...about });

/** A practitioner of Norwich as stored, without a cap and without ties. */
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

/** A small directory: two authorities that share no postcode, one force each, and BCP beside Dorset. */
export const DIRECTORY: Directory = {
  authorities: [
    buildAuthority({
      code: 'E10000020',
      name: 'Norfolk',
      localities: [
        { id: 'norwich', name: 'Norwich', postcodes: ['NR1', 'NR3'] },
        { id: 'broadland', name: 'Broadland', postcodes: ['NR7', 'NR1 4'] },
      ],
      teams: [
        { id: 'norfolk-norwich', name: 'Norwich team', localities: ['norwich'] },
        { id: 'norfolk-broadland', name: 'Broadland team', localities: ['broadland'] },
      ],
    }),
    buildAuthority({
      code: 'E06000059',
      name: 'Dorset',
      localities: [{ id: 'dorchester', name: 'Dorchester', postcodes: ['DT1'] }],
      teams: [{ id: 'dorset-west', name: 'West team', localities: ['dorchester'] }],
    }),
    buildAuthority({
      code: 'E06000058',
      name: 'Bournemouth, Christchurch and Poole',
      localities: [{ id: 'bournemouth', name: 'Bournemouth', postcodes: ['BH1'] }],
      teams: [{ id: 'bcp-central', name: 'Central team', localities: ['bournemouth'] }],
    }),
  ],
  codes: BASE_CODES,
  placeholders: [],
  bankHolidays: [],
  forces: [
    {
      code: 'E23000024',
      name: 'Norfolk Constabulary',
      authorities: ['E10000020'],
      defaultAuthority: 'E10000020',
    },
    {
      code: 'E23000039',
      name: 'Dorset Police',
      authorities: ['E06000059', 'E06000058'],
      defaultAuthority: 'E06000059',
    },
  ],
};

/** The same directory, in which an authority has these people and settings. */
export const employ = (
  code: string,
  people: readonly StaffMember[],
  settings: AuthoritySettings = DEFAULT_SETTINGS,
  directory: Directory = DIRECTORY,
): Directory => ({
  ...directory,
  authorities: directory.authorities.map((authority) =>
    authority.code === code ? { ...authority, people, settings } : authority,
  ),
});
