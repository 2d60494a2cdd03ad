import type { Authority } from '../../../../shared/directory/authority.ts';
import type { StaffMember } from '../../../../shared/directory/staff.ts';

export interface Worker extends StaffMember {
  readonly token: string;
}

export interface Office {
  readonly authority: string;
  findWorker(practitionerId: string): Worker | undefined;
  listPractitioners(team: string | null): readonly Worker[];
  /** The team's manager, or the head of service where there is none. */
  findManager(team: string | null): Worker;
  /** Escalations go here when a team's manager does not acknowledge. */
  readonly headOfService: Worker;
}

const require = <T>(found: T | undefined, what: string, authority: string): T => {
  if (found === undefined) throw new Error(`${authority} has no ${what} to be simulated.`);
  return found;
};

const createOffice = (authority: string, workers: readonly Worker[]): Office => {
  const of = (role: Worker['role']) => workers.filter((worker) => worker.role === role);
  const headOfService = require(of('head-of-service')[0], 'head of service', authority);
  return {
    authority,
    headOfService,
    findWorker: (id) => workers.find(({ practitionerId }) => practitionerId === id),
    listPractitioners: (team) =>
      of('practitioner').filter(({ teams }) => team === null || teams.includes(team)),
    findManager: (team) =>
      of('team-manager').find(({ teams }) => team !== null && teams.includes(team)) ??
      headOfService,
  };
};

export const createOffices = (
  authorities: readonly Pick<Authority, 'code' | 'people'>[],
  tokens: Readonly<Record<string, string>>,
): readonly Office[] =>
  authorities
    .filter(({ people }) => people.length > 0)
    .map(({ code, people }) =>
      createOffice(
        code,
        people.map((person) => ({
          ...person,
          token: require(tokens[person.practitionerId], 'token for one of its people', code),
        })),
      ),
    );
