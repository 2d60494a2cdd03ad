import type { Authority } from '../../../shared/directory/authority.ts';
import type { StaffMember } from '../../../shared/directory/person.ts';
import type { RoleTokens, Tokens } from './tokens.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import type { Role } from '../../../shared/access/roles.ts';

/** Someone who may call the API, and the token by which they are known. */
export interface TokenHolder {
  readonly token: string;
  readonly caller: Caller;
}

/** The authorities of the role tokens: three of Norfolk, two who see all. */
const LOCAL_AUTHORITIES: Readonly<Record<Role, readonly string[] | 'all'>> = {
  practitioner: ['E10000020'],
  manager: ['E10000020'],
  lead: ['E10000020'],
  operator: 'all',
  auditor: 'all',
};

const holdersOfRoles = (tokens: RoleTokens): TokenHolder[] =>
  (Object.keys(LOCAL_AUTHORITIES) as Role[]).map((role) => ({
    token: tokens[role],
    caller: { subject: `local-${role}`, role, authorities: LOCAL_AUTHORITIES[role] },
  }));

const callerOf = ({ practitionerId, role }: StaffMember, authority: string): Caller => ({
  subject: practitionerId,
  role: role === 'practitioner' ? 'practitioner' : 'manager',
  authorities: [authority],
});

/** Everyone whom the local stack lets in: one for each role, and each person of the authorities who has a token. */
export const tokenHolders = (
  tokens: Tokens,
  authorities: readonly Pick<Authority, 'code' | 'people'>[],
): readonly TokenHolder[] => {
  const holders = authorities.flatMap(({ code, people }) =>
    people.flatMap((person) => {
      const token = tokens.people[person.practitionerId];
      return token === undefined ? [] : [{ token, caller: callerOf(person, code) }];
    }),
  );
  return [...holdersOfRoles(tokens.roles), ...holders];
};
