import { recordedAbsenceViewSchema } from '../../../../shared/directory/absence-api.ts';
import { recordedActionViewSchema, taskViewSchema } from '../../../../shared/episodes/task-api.ts';
import { addMs, HOUR_MS, type Instant } from '../../../../shared/kernel/instant.ts';
import { londonDateOf } from '../../../../shared/kernel/london-time.ts';
import { createChance } from '../chance.ts';
import { NORFOLK } from '../county.ts';
import { type Ask, read, tell } from './ask.ts';
import type { Office, Worker } from './who-is-who.ts';

const DAY_MS = 24 * HOUR_MS;
const BEFORE_PRESENT_MS = 3 * DAY_MS;
const AFTER_PRESENT_MS = 6 * DAY_MS;
/** Of the tasks that are due while somebody is away: given to a colleague. The others wait, and climb. */
const GIVEN_AWAY = 0.6;

/** Somebody who is away around the present. */
export interface Leave {
  readonly office: Office;
  readonly worker: Worker;
  readonly from: Instant;
  readonly until: Instant;
}

/** One practitioner of the county is away now. Null when it has none. */
export const drawLeave = (
  seed: number,
  offices: readonly Office[],
  present: Instant,
): Leave | null => {
  const office = offices.find(({ authority }) => authority === NORFOLK.authority);
  const practitioners = office?.practitionersOf(null) ?? [];
  if (office === undefined || practitioners.length === 0) return null;
  return {
    office,
    worker: createChance(seed, 'leave').pick(practitioners),
    from: addMs(present, -BEFORE_PRESENT_MS),
    until: addMs(present, AFTER_PRESENT_MS),
  };
};

/** Whether this practitioner is away at that instant. */
export const isAway = (leave: Leave | null, practitionerId: string, now: Instant): boolean =>
  leave?.worker.practitionerId === practitionerId && leave.from <= now && now < leave.until;

const handOn = async (seed: number, ask: Ask, { office, worker }: Leave, taskId: string) => {
  const chance = createChance(seed, 'leave', taskId);
  const colleagues = office
    .practitionersOf(worker.teams[0] ?? null)
    .filter(({ practitionerId }) => practitionerId !== worker.practitionerId);
  if (colleagues.length === 0 || !chance.happens(GIVEN_AWAY)) return;
  const manager = office.managerOf(worker.teams[0] ?? null);
  const path = `/api/v1/tasks/${taskId}`;
  const { taskVersion } = await read(ask, path, manager.token, taskViewSchema);
  const { practitionerId } = chance.pick(colleagues);
  const body = {
    key: 'demonstration:leave',
    taskVersion,
    practitioner: practitionerId,
    reason: 'Covers while a colleague is away.',
  };
  await tell(ask, { path: `${path}/allocate`, body }, manager.token, recordedActionViewSchema);
};

/** The manager records the absence, and gives some of the tasks to colleagues. */
export const recordLeave = async (seed: number, ask: Ask, leave: Leave): Promise<void> => {
  const { office, worker } = leave;
  const body = {
    key: `demonstration:leave:${leave.from.slice(0, 10)}`,
    practitionerId: worker.practitionerId,
    from: londonDateOf(leave.from),
    until: londonDateOf(leave.until),
  };
  const { token } = office.managerOf(worker.teams[0] ?? null);
  const request = { path: '/api/v1/absences', body };
  const told = await tell(ask, request, token, recordedAbsenceViewSchema);
  if (told.outcome === 'refused') return;
  for (const { taskId } of told.view.tasks) await handOn(seed, ask, leave, taskId);
};
