import pMap from 'p-map';
import {
  recordedActionViewSchema,
  type TaskView,
  taskViewSchema,
} from '../../../../shared/episodes/task-api.ts';
import type { WorkRates } from './work-rates.ts';
import { createRandom } from '../random.ts';
import { AT_ONCE, submit, type CallApi, readView, readAllPages } from './api-client.ts';
import * as z from 'zod';
import {
  HOUR_MS,
  toInstant,
  toMs,
  type Instant,
  DAY_MS,
  addMs,
} from '../../../../shared/kernel/instant.ts';
import {
  escalationViewSchema,
  type EscalationView,
} from '../../../../shared/escalation/list-escalations.ts';
import { recordedAbsenceViewSchema } from '../../../../shared/directory/absence-api.ts';
import { toLondonDate } from '../../../../shared/kernel/london-time.ts';
import { NORFOLK } from '../county.ts';
import type { Office, Worker } from './offices.ts';
import { ALLOCATION_REASONS, MISSING_NOTES, PLAN_NOTES, RENEWAL_REASONS } from './wordings.ts';

interface AllocationContext {
  readonly seed: number;
  readonly rates: WorkRates;
  readonly ask: CallApi;
}

const allocateTask = async (
  { seed, rates, ask }: AllocationContext,
  office: Office,
  task: TaskView,
) => {
  const random = createRandom(seed, 'allocation', task.taskId);
  const able = office.listPractitioners(task.team);
  if (able.length === 0 || !random.happens(rates.allocatedByManager)) return;
  const { taskId, taskVersion } = task;
  const practitioner = random.pick(able).practitionerId;
  const body = {
    key: `demonstration:allocation`,
    taskVersion,
    practitioner,
    reason: random.pick(ALLOCATION_REASONS),
  };
  const manager = office.findManager(task.team);
  const request = { path: `/api/v1/tasks/${taskId}/allocate`, body };
  await submit(ask, request, manager.token, recordedActionViewSchema);
};

export const allocateUnallocated = async (
  allocating: AllocationContext,
  office: Office,
  open: readonly TaskView[],
): Promise<void> => {
  const unallocated = open.filter(({ practitioner }) => practitioner === null);
  await pMap(unallocated, (task) => allocateTask(allocating, office, task), AT_ONCE);
};

export interface ManagerContext {
  readonly seed: number;
  readonly rates: WorkRates;
  readonly ask: CallApi;
  readonly offices: readonly Office[];
  /** Plans that will not hold, until they are renewed. */
  readonly renewals: Renewal[];
}

interface Renewal {
  readonly escalationId: string;
  readonly token: string;
  readonly at: number;
}

/** Share of the plans that somebody renews on their last afternoon, because they will not hold. */
const RENEWED = 0.25;

const planRenewal = (
  { seed, renewals }: ManagerContext,
  { escalationId }: EscalationView,
  { token }: Worker,
  planDate: string,
): void => {
  const random = createRandom(seed, 'renewal', escalationId);
  if (!random.happens(RENEWED)) return;
  renewals.push({ escalationId, token, at: Date.parse(`${planDate}T15:00:00Z`) });
};

const renewPlans = async ({ seed, ask, renewals }: ManagerContext, now: Instant): Promise<void> => {
  const due = renewals.filter(({ at }) => at <= toMs(now));
  renewals.splice(0, renewals.length, ...renewals.filter((one) => !due.includes(one)));
  for (const { escalationId, token } of due) {
    const random = createRandom(seed, 'renewed until', escalationId);
    const planDate = addMs(now, random.integer(1, 3) * DAY_MS).slice(0, 10);
    const key = `demonstration:renewal:${escalationId.replace(/^[^.]*\./, '')}`;
    const body = { key, planDate, reason: random.pick(RENEWAL_REASONS) };
    const path = `/api/v1/escalations/${escalationId}/renew-plan`;
    await submit(ask, { path, body }, token, z.unknown());
  }
};

/** Null when it is never acknowledged. */
const planAcknowledgement = (
  seed: number,
  rates: WorkRates,
  { escalationId, raisedAt, reportedAt }: EscalationView,
) => {
  const random = createRandom(seed, 'taking up', escalationId);
  if (!random.happens(rates.acknowledged)) return null;
  return {
    at: toMs(raisedAt) + random.logUniform(0.3, 30) * HOUR_MS,
    note: random.pick(reportedAt === null ? PLAN_NOTES : MISSING_NOTES),
    planDays: random.integer(1, 4),
  };
};

/** The team manager acknowledges a breach, the head of service or the director what escalated from it. */
const chooseManager = (office: Office, { notified, team }: EscalationView): Worker => {
  const manager = office.findManager(team);
  if (notified.includes(manager.practitionerId)) return manager;
  return office.findWorker(notified[0] ?? '') ?? office.headOfService;
};

const acknowledgeEscalation = async (
  context: ManagerContext,
  office: Office,
  one: EscalationView,
  now: Instant,
): Promise<void> => {
  const { seed, rates, ask } = context;
  const { escalationId } = one;
  const plan = planAcknowledgement(seed, rates, one);
  if (plan === null || plan.at > toMs(now)) return;
  const planDate = toInstant(toMs(now) + plan.planDays * DAY_MS).slice(0, 10);
  // Several levels of one task may be acknowledged, each with its own key.
  const key = `demonstration:${escalationId.replace(/^[^.]*\./, '')}`;
  const body = { key, note: plan.note, planDate };
  const request = { path: `/api/v1/escalations/${escalationId}/acknowledge`, body };
  const manager = chooseManager(office, one);
  const { outcome } = await submit(ask, request, manager.token, z.unknown());
  if (outcome === 'done') planRenewal(context, one, manager, planDate);
};

export const acknowledgeEscalations = async (
  settings: ManagerContext,
  now: Instant,
): Promise<void> => {
  await renewPlans(settings, now);
  await pMap(
    settings.offices,
    async (office) => {
      const path = `/api/v1/escalations?authority=${office.authority}&acknowledged=false`;
      const { token } = office.headOfService;
      const open = await readAllPages(settings.ask, path, token, escalationViewSchema);
      for (const one of open) await acknowledgeEscalation(settings, office, one, now);
    },
    AT_ONCE,
  );
};

const BEFORE_PRESENT_MS = 3 * DAY_MS;

const AFTER_PRESENT_MS = 6 * DAY_MS;

/** Share of the tasks due during an absence that go to a colleague. The others wait and escalate. */
const GIVEN_AWAY = 0.6;

export interface Leave {
  readonly office: Office;
  readonly worker: Worker;
  readonly from: Instant;
  readonly until: Instant;
}

export const planLeave = (
  seed: number,
  offices: readonly Office[],
  present: Instant,
): Leave | null => {
  const office = offices.find(({ authority }) => authority === NORFOLK.authority);
  const practitioners = office?.listPractitioners(null) ?? [];
  if (office === undefined || practitioners.length === 0) return null;
  return {
    office,
    worker: createRandom(seed, 'leave').pick(practitioners),
    from: addMs(present, -BEFORE_PRESENT_MS),
    until: addMs(present, AFTER_PRESENT_MS),
  };
};

export const isAway = (leave: Leave | null, practitionerId: string, now: Instant): boolean =>
  leave?.worker.practitionerId === practitionerId && leave.from <= now && now < leave.until;

const reallocate = async (
  seed: number,
  ask: CallApi,
  { office, worker }: Leave,
  taskId: string,
) => {
  const random = createRandom(seed, 'leave', taskId);
  const colleagues = office
    .listPractitioners(worker.teams[0] ?? null)
    .filter(({ practitionerId }) => practitionerId !== worker.practitionerId);
  if (colleagues.length === 0 || !random.happens(GIVEN_AWAY)) return;
  const manager = office.findManager(worker.teams[0] ?? null);
  const path = `/api/v1/tasks/${taskId}`;
  const { taskVersion } = await readView(ask, path, manager.token, taskViewSchema);
  const { practitionerId } = random.pick(colleagues);
  const body = {
    key: 'demonstration:leave',
    taskVersion,
    practitioner: practitionerId,
    reason: 'Covers while a colleague is away.',
  };
  await submit(ask, { path: `${path}/allocate`, body }, manager.token, recordedActionViewSchema);
};

export const recordLeave = async (seed: number, ask: CallApi, leave: Leave): Promise<void> => {
  const { office, worker } = leave;
  const body = {
    key: `demonstration:leave:${leave.from.slice(0, 10)}`,
    practitionerId: worker.practitionerId,
    from: toLondonDate(leave.from),
    until: toLondonDate(leave.until),
  };
  const { token } = office.findManager(worker.teams[0] ?? null);
  const request = { path: '/api/v1/absences', body };
  const recorded = await submit(ask, request, token, recordedAbsenceViewSchema);
  if (recorded.outcome === 'refused') return;
  for (const { taskId } of recorded.view.tasks) await reallocate(seed, ask, leave, taskId);
};
