import { isDeepStrictEqual } from 'node:util';
import type { PractitionerBody, PractitionerView } from './practitioner-api.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Practitioner, Staff } from './practitioner.ts';
import {
  type Result,
  NOT_YOUR_AUTHORITY,
  refuseBody,
  NOT_YOUR_ROLE,
  STALE,
} from '../kernel/result.ts';
import { readStaff, type StaffPorts } from './read-staff.ts';
import { viewPractitioner } from './view-practitioner.ts';
import { type Caller, belongsTo } from '../access/caller.ts';
import { hasPermission } from '../access/roles.ts';

const findIn = ({ practitioners }: Staff, id: string): Practitioner | undefined =>
  practitioners.find(({ practitionerId }) => practitionerId === id);

const refuseTeams = ({ directory }: StaffPorts, { authority, teams }: PractitionerBody) => {
  const known = directory.authorities.find(({ code }) => code === authority)?.teams ?? [];
  const at = teams.findIndex((team) => !known.some(({ id }) => id === team));
  return at < 0
    ? null
    : refuseBody('unknown-team', `/teams/${at}`, 'The authority has no team of this id.');
};

/** An id signs somebody in, so it is used once over all authorities. */
const isTakenElsewhere = async (
  ports: StaffPorts,
  { authority, practitionerId }: PractitionerBody,
): Promise<boolean> => {
  const others = ports.directory.authorities.filter(({ code }) => code !== authority);
  const staffs = await Promise.all(others.map(({ code }) => readStaff(ports, code)));
  return staffs.some((staff) => findIn(staff, practitionerId) !== undefined);
};

/** The same sent again, when the first time was done but nobody was told. */
const isDone = (known: Practitioner | undefined, body: PractitionerBody): boolean =>
  isDeepStrictEqual(known, { ...body, version: body.version + 1 });

const checkPut = async (
  ports: StaffPorts,
  body: PractitionerBody,
  known: Practitioner | undefined,
): Promise<Result<Practitioner>> => {
  const unknownTeam = refuseTeams(ports, body);
  if (unknownTeam !== null) return unknownTeam;
  if (body.version !== (known?.version ?? 0)) return STALE;
  if (known === undefined && (await isTakenElsewhere(ports, body))) {
    return refuseBody('invalid-value', '/practitionerId', 'Another authority has this id.');
  }
  return { value: body };
};

/**
 * Stores somebody of the manager's authority on the version that was read, or somebody new on
 * version 0. Open tasks stay with whom they are: also of somebody who becomes inactive.
 */
export const putPractitioner = async (
  ports: StaffPorts,
  body: PractitionerBody,
  caller: Caller,
  now: Instant,
): Promise<Result<PractitionerView>> => {
  const { authority, practitionerId } = body;
  if (!hasPermission(caller, 'manageStaff')) return NOT_YOUR_ROLE;
  const isKnown = ports.directory.authorities.some(({ code }) => code === authority);
  if (!isKnown || !belongsTo(caller, authority)) return NOT_YOUR_AUTHORITY;
  const staff = await readStaff(ports, authority);
  const known = findIn(staff, practitionerId);
  if (!isDone(known, body)) {
    const checked = await checkPut(ports, body, known);
    if ('refusal' in checked) return checked;
    if ((await ports.staff.put(checked.value)) === 'conflict') return STALE;
  }
  const stored = { ...body, version: body.version + 1 };
  return { value: await viewPractitioner(ports, stored, staff.absences, caller, now) };
};
