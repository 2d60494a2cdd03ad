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
import { type Practitioner, type Staff, STAFF_ROLES, type StaffRole } from './staff.ts';

const findPractitioner = ({ practitioners }: Staff, id: string): Practitioner | undefined =>
  practitioners.find(({ practitionerId }) => practitionerId === id);

const checkTeams = ({ directory }: StaffDependencies, { authority, teams }: PractitionerBody) => {
  const known = directory.authorities.find(({ code }) => code === authority)?.teams ?? [];
  const at = teams.findIndex((team) => !known.some(({ id }) => id === team));
  return at < 0
    ? null
    : refuseBody('unknown-team', `/teams/${at}`, 'No team in this authority has this id.');
};

const refuseDeputy = (staff: Staff, { deputy, practitionerId }: PractitionerBody) => {
  if (deputy === null) return null;
  const known = findPractitioner(staff, deputy);
  return known === undefined || known.inactive || deputy === practitionerId
    ? refuseBody(
        'unknown-practitioner',
        '/deputy',
        'Choose somebody else at work in the authority.',
      )
    : null;
};

const RANKS: readonly StaffRole[] = STAFF_ROLES;

/** Of a token without a staff record, as of an import, that of a team manager. */
const readRank = (staff: Staff, { subject }: Caller): number =>
  RANKS.indexOf(findPractitioner(staff, subject)?.role ?? 'team-manager');

/** Nobody gives, takes or ends a role at or above their own, but an operator; a peer may, of somebody else. */
const refuseRoleChange = (
  staff: Staff,
  known: Practitioner | undefined,
  body: PractitionerBody,
  caller: Caller,
) => {
  const isSame = known?.role === body.role && known.inactive === body.inactive;
  if (isSame || caller.role === 'operator') return null;
  const highest = Math.max(
    ...[known?.role ?? body.role, body.role].map((one) => RANKS.indexOf(one)),
  );
  const rank = readRank(staff, caller);
  const isOwn = body.practitionerId === caller.subject;
  return highest > rank || (isOwn && highest === rank)
    ? refuseBody(
        'role-above-yours',
        '/role',
        'A role at or above your own is given or taken by an operator, or by a colleague of the same role.',
      )
    : null;
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
  staff: Staff,
  caller: Caller,
): Promise<Result<Practitioner>> => {
  const known = findPractitioner(staff, body.practitionerId);
  const refused =
    checkTeams(dependencies, body) ??
    refuseDeputy(staff, body) ??
    refuseRoleChange(staff, known, body, caller);
  if (refused !== null) return refused;
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
    const checked = await checkPut(dependencies, body, staff, caller);
    if ('refusal' in checked) return checked;
    const made = { before: known ?? null, by: caller.subject, at: now };
    if ((await dependencies.staff.put(checked.value, made)) === 'conflict') return STALE;
  }
  const stored = { ...body, version: body.version + 1 };
  return { value: await viewPractitioner(dependencies, stored, staff.absences, caller, now) };
};
