import { isDeepStrictEqual } from 'node:util';
import { type Alert, createAlert, type StaffChangeName } from '../alerts/alert.ts';
import type { Caller } from '../access/caller.ts';
import { findContactRoute } from '../directory/contact-route.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import type { PractitionerBody, PractitionerView } from '../directory/practitioner-api.ts';
import { putPractitioner } from '../directory/put-practitioner.ts';
import type { Practitioner, StaffChange } from '../directory/staff.ts';
import type { EpisodeStore } from '../episodes/episode-store.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import { retryUnallocated } from './retry-unallocated.ts';
import { handBackTasks } from './staff-who-leave.ts';
import type { CaseworkDependencies } from './task-record.ts';

/** Where an alert goes that belongs to no task. */
export interface AlertAdder {
  addAlerts(alerts: readonly Alert[]): Promise<void>;
}

export type StaffCasework = CaseworkDependencies & {
  readonly episodes: Pick<EpisodeStore, 'listTasks'>;
  readonly alerts: AlertAdder;
};

const FIELDS: Readonly<Record<StaffChangeName, readonly (keyof Practitioner)[]>> = {
  name: ['name'],
  role: ['role'],
  teams: ['teams'],
  cap: ['caseloadCap'],
  contact: ['email', 'phone', 'contactBy'],
  deputy: ['deputy'],
  ties: ['ties'],
  employer: ['employer'],
  inactive: ['inactive'],
};

const listChanged = (before: Practitioner, after: Practitioner): readonly StaffChangeName[] =>
  (Object.entries(FIELDS) as [StaffChangeName, readonly (keyof Practitioner)[]][])
    .filter(([, fields]) => fields.some((field) => !isDeepStrictEqual(before[field], after[field])))
    .map(([name]) => name);

/**
 * Told where they were reached before: an address that somebody else put in must not be the only one that hears of it. Of
 * what they changed themselves only that.
 */
const notifyOfChange = async (
  { alerts, directory }: StaffCasework,
  { before, after, by, at }: StaffChange,
): Promise<void> => {
  const route = before === null ? null : findContactRoute(before);
  if (before === null || route === null) return;
  const { practitionerId: recipient, authority, version } = after;
  const all = listChanged(before, after);
  const changed = by === recipient ? all.filter((name) => name === 'contact') : all;
  if (changed.length === 0) return;
  const { quietHours } = findAuthoritySettings(directory, authority);
  const staffChange = { by, changed: [...changed], route };
  const cause = `staff#${recipient}#${String(version)}`;
  const about = { cause, recipient, authority, task: null, quietHours, staffChange };
  await alerts.addAlerts([createAlert({ ...about, kind: 'staff-changed', wakesSender: true }, at)]);
};

const hasMoreRoom = ({ before, after }: StaffChange): boolean => {
  if (after.inactive || after.role !== 'practitioner') return false;
  if (before === null || before.inactive || before.role !== 'practitioner') return true;
  const isRaised =
    before.caseloadCap !== null &&
    (after.caseloadCap === null || after.caseloadCap > before.caseloadCap);
  return isRaised || after.teams.some((team) => !before.teams.includes(team));
};

/**
 * Stores a member of staff. Somebody who becomes inactive gets no more tasks, and those they have go back to the team.
 * Where somebody has more room, the policy tries what it could give to nobody. A request that was cut off is finished by
 * its repeat.
 */
export const putStaffMember = async (
  dependencies: StaffCasework,
  body: PractitionerBody,
  caller: Caller,
  now: Instant,
): Promise<Result<PractitionerView>> => {
  const put = await putPractitioner(dependencies, body, caller, now);
  if ('refusal' in put) return put;
  const { authority, practitionerId, version } = put.value;
  const change = await dependencies.staff.readChange(authority, practitionerId, version);
  if (change !== null) {
    await notifyOfChange(dependencies, change);
    if (hasMoreRoom(change)) await retryUnallocated(dependencies, authority, body.teams, now);
  }
  if (!body.inactive) return put;
  await handBackTasks(dependencies, body, caller, now);
  return { value: { ...put.value, openTasks: 0, urgentTasks: 0 } };
};
