import type {
  ListPractitionersQuery,
  PractitionerListView,
  PractitionerView,
} from './practitioner-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, refuseParameter } from '../kernel/result.ts';
import { authoritiesAskedFor } from './caller-scope.ts';
import { readStaff, type StaffPorts } from './read-staff.ts';
import { viewPractitioner } from './view-practitioner.ts';
import type { Caller } from '../access/caller.ts';

const listOfAuthority = async (
  ports: StaffPorts,
  authority: string,
  team: string | undefined,
  caller: Caller,
  now: Instant,
): Promise<readonly PractitionerView[]> => {
  const { practitioners, absences } = await readStaff(ports, authority);
  const asked = practitioners.filter(({ teams }) => team === undefined || teams.includes(team));
  return Promise.all(
    asked.map((practitioner) => viewPractitioner(ports, practitioner, absences, caller, now)),
  );
};

/** The people of the caller's authorities, or of one team, with their load at `now` and their absences. */
export const listPractitioners = async (
  ports: StaffPorts,
  { authority, team }: ListPractitionersQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<PractitionerListView>> => {
  const scope = authoritiesAskedFor(caller, authority, ports.directory);
  if ('refusal' in scope) return scope;
  const asked = ports.directory.authorities.filter(({ code }) => scope.value.includes(code));
  if (team !== undefined && !asked.some(({ teams }) => teams.some(({ id }) => id === team))) {
    return refuseParameter('unknown-team', 'team', 'These authorities have no team of this id.');
  }
  const lists = await Promise.all(
    asked.map(({ code }) => listOfAuthority(ports, code, team, caller, now)),
  );
  return { value: { items: lists.flat() } };
};
