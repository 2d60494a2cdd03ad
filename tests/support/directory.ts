import { BASE_CODES } from './codes.ts';
import { buildAuthority } from './people.ts';
import type { Directory } from '../../shared/directory/directory.ts';

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
