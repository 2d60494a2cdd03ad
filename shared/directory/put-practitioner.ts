import { isDeepStrictEqual } from 'node:util';
import { belongsTo, type Caller } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  NOT_YOUR_AUTHORITY,
  NOT_YOUR_ROLE,
  refuseBody,
  type Result,
  STALE,
} from '../kernel/result.ts';
import { viewPractitioner } from './list-practitioners.ts';
import type { PractitionerBody, PractitionerView } from './practitioner-api.ts';
import { readStaff, type StaffDependencies } from './staff-store.ts';
import type { Practitioner, Staff } from './staff.ts';

const findPractitioner = ({ practitioners }: Staff, id: string): Practitioner | undefined =>
  practitioners.find(({ practitionerId }) => practitionerId === id);

const checkTeams = ({ directory }: StaffDependencies, { authority, teams }: PractitionerBody) => {
  const known = directory.authorities.find(({ code }) => code === authority)?.teams ?? [];
  const at = teams.findIndex((team) => !known.some(({ id }) => id === team));
  return at < 0
    ? null
    : refuseBody('unknown-team', `/teams/${at}`, 'No team in this authority has this id.');
};

const isUsedElsewhere = async (
  dependencies: StaffDependencies,
  { authority, practitionerId }: PractitionerBody,
): Promise<boolean> => {
  const others = dependencies.directory.authorities.filter(({ code }) => code !== authority);
  const staffs = await Promise.all(others.map(({ code }) => readStaff(dependencies, code)));
  return staffs.some((staff) => findPractitioner(staff, practitionerId) !== undefined);
};

const isDone = (known: Practitioner | undefined, body: PractitionerBody): boolean =>
  isDeepStrictEqual(known, { ...body, version: body.version + 1 });

const checkPut = async (
  dependencies: StaffDependencies,
  body: PractitionerBody,
  known: Practitioner | undefined,
): Promise<Result<Practitioner>> => {
  const unknownTeam = checkTeams(dependencies, body);
  if (unknownTeam !== null) return unknownTeam;
  if (body.version !== (known?.version ?? 0)) return STALE;
  if (known === undefined && (await isUsedElsewhere(dependencies, body))) {
    return refuseBody(
      'invalid-value',
      '/practitionerId',
      'A member of staff in another authority has this id.',
    );
  }
  return { value: body };
};

/**
 * Stores a practitioner of the manager's authority on the version that was read, or a new one on
 * version 0.
 */
export const putPractitioner = async (
  dependencies: StaffDependencies,
  body: PractitionerBody,
  caller: Caller,
  now: Instant,
): Promise<Result<PractitionerView>> => {
  const { authority, practitionerId } = body;
  if (!hasPermission(caller, 'manageStaff')) return NOT_YOUR_ROLE;
  const isKnown = dependencies.directory.authorities.some(({ code }) => code === authority);
  if (!isKnown || !belongsTo(caller, authority)) return NOT_YOUR_AUTHORITY;
  const staff = await readStaff(dependencies, authority);
  const known = findPractitioner(staff, practitionerId);
  if (!isDone(known, body)) {
    const checked = await checkPut(dependencies, body, known);
    if ('refusal' in checked) return checked;
    if ((await dependencies.staff.put(checked.value)) === 'conflict') return STALE;
  }
  const stored = { ...body, version: body.version + 1 };
  return { value: await viewPractitioner(dependencies, stored, staff.absences, caller, now) };
};
