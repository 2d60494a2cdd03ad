import {
  type Authority,
  type Directory,
  type Force,
  OUTSIDE,
  UNKNOWN_LOCALITY,
} from './authority.ts';

/** One broken rule of the directory: where, and what to do. */
export interface DirectoryProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

interface Claim {
  readonly value: string;
  readonly path: (string | number)[];
}

const findRepeats = (claims: readonly Claim[], rule: string): DirectoryProblem[] => {
  const seen = new Set<string>();
  return claims.flatMap(({ value, path }) => {
    const repeated = seen.has(value);
    seen.add(value);
    return repeated ? [{ path, message: `${rule}: ${value}` }] : [];
  });
};

const findUnknownTeams = ({ people, teams }: Authority): DirectoryProblem[] =>
  people.flatMap((person, at) =>
    person.teams.flatMap((team, index) =>
      teams.some(({ id }) => id === team)
        ? []
        : [
            {
              path: ['people', at, 'teams', index],
              message: `No such team in this authority: ${team}`,
            },
          ],
    ),
  );

/** Words under which evidence counts that belongs to no locality. */
const RESERVED: readonly string[] = [OUTSIDE, UNKNOWN_LOCALITY];

const findReservedLocalities = ({ localities }: Authority): DirectoryProblem[] =>
  localities.flatMap(({ id }, at) =>
    RESERVED.includes(id)
      ? [{ path: ['localities', at, 'id'], message: `This word is not free for a locality: ${id}` }]
      : [],
  );

/**
 * Rules inside one authority: unique localities with ids that are free, teams of localities that exist, no locality without
 * a team, people of teams that exist.
 */
export const findAuthorityProblems = (authority: Authority): DirectoryProblem[] => {
  const known = new Set(authority.localities.map(({ id }) => id));
  const served = new Set(authority.teams.flatMap(({ localities }) => localities));
  const ids = authority.localities.map(({ id }, at) => ({
    value: id,
    path: ['localities', at, 'id'],
  }));
  return [
    ...findRepeats(ids, 'A locality id is used once within its authority'),
    ...authority.teams.flatMap(({ localities }, team) =>
      localities.flatMap((id, at) =>
        known.has(id)
          ? []
          : [
              {
                path: ['teams', team, 'localities', at],
                message: `No such locality in this authority: ${id}`,
              },
            ],
      ),
    ),
    ...authority.localities.flatMap(({ id }, at) =>
      served.has(id)
        ? []
        : [{ path: ['localities', at], message: `A locality needs at least one team: ${id}` }],
    ),
    ...findUnknownTeams(authority),
    ...findReservedLocalities(authority),
  ];
};

const postcodeClaims = ({ localities }: Authority, authority: number): Claim[] =>
  localities.flatMap(({ postcodes }, locality) =>
    postcodes.map((value, at) => ({
      value,
      path: ['authorities', authority, 'localities', locality, 'postcodes', at],
    })),
  );

const teamClaims = ({ teams }: Authority, authority: number): Claim[] =>
  teams.map(({ id }, at) => ({ value: id, path: ['authorities', authority, 'teams', at, 'id'] }));

const peopleClaims = ({ people }: Authority, authority: number): Claim[] =>
  people.map(({ practitionerId }, at) => ({
    value: practitionerId,
    path: ['authorities', authority, 'people', at, 'practitionerId'],
  }));

const findUnknownAuthorities = (forces: readonly Force[], known: Set<string>): DirectoryProblem[] =>
  forces.flatMap(({ authorities, defaultAuthority }, force) => {
    const named = [
      ...authorities.map((value, at) => ({ value, path: ['forces', force, 'authorities', at] })),
      { value: defaultAuthority, path: ['forces', force, 'defaultAuthority'] },
    ];
    return named.flatMap(({ value, path }) =>
      known.has(value) ? [] : [{ path, message: `No such authority in the directory: ${value}` }],
    );
  });

const codeClaims = ({ codes }: Directory): Claim[] =>
  codes.map(({ list, code }, at) => ({ value: `${list}/${code}`, path: ['codes', at, 'code'] }));

/**
 * Rules between the files: each authority, force, team id, person, postcode and code of an intelligence item once, and no
 * force without its authorities.
 */
export const findDirectoryProblems = (directory: Directory): DirectoryProblem[] => {
  const { authorities, forces } = directory;
  const codes = authorities.map(({ code }, at) => ({ value: code, path: ['authorities', at] }));
  const forceCodes = forces.map(({ code }, at) => ({ value: code, path: ['forces', at] }));
  return [
    ...findRepeats(codes, 'An authority is described once'),
    ...findRepeats(forceCodes, 'A force is described once'),
    ...findRepeats(authorities.flatMap(teamClaims), 'A team id is used once over all authorities'),
    ...findRepeats(
      authorities.flatMap(peopleClaims),
      'A practitioner id is used once over all authorities',
    ),
    ...findRepeats(
      authorities.flatMap(postcodeClaims),
      'A postcode district or sector belongs to one locality only',
    ),
    ...findRepeats(codeClaims(directory), 'A code is used once in its list'),
    ...findUnknownAuthorities(forces, new Set(codes.map(({ value }) => value))),
  ];
};
