import * as z from 'zod';
import { taskViewSchema, type TaskView } from '../../../../shared/episodes/task-api.ts';
import { HOUR_MS, instantFromMs, msOf, type Instant } from '../../../../shared/kernel/instant.ts';
import { createChance } from '../chance.ts';
import { read, readAll, tell, type Ask } from './ask.ts';
import type { Office, Worker } from './who-is-who.ts';
import type { WorkRates } from './work-rates.ts';
import { PLAN_NOTES } from './work-wordings.ts';
import { workTogether } from './work-together.ts';
import {
  escalationViewSchema,
  type EscalationView,
} from '../../../../shared/escalation/list-escalations.ts';

const DAY_MS = 24 * HOUR_MS;

/** What the managers of the demonstration need. */
export interface TakingUp {
  readonly seed: number;
  readonly rates: WorkRates;
  readonly ask: Ask;
  readonly offices: readonly Office[];
}

/** When somebody takes an escalation up, and what they plan; null for never. */
const drawTakingUp = (seed: number, rates: WorkRates, escalationId: string, raisedAt: number) => {
  const chance = createChance(seed, 'taking up', escalationId);
  if (!chance.happens(rates.acknowledged)) return null;
  return {
    at: raisedAt + chance.spread(0.3, 30) * HOUR_MS,
    note: chance.pick(PLAN_NOTES),
    planDays: chance.integer(1, 4),
  };
};

/** A breach is its team manager's; what climbed from it is the head of service's. */
const whoseIs = (office: Office, { notified }: EscalationView, { team }: TaskView): Worker => {
  const manager = office.managerOf(team);
  return notified.includes(manager.practitionerId) ? manager : office.headOfService;
};

const takeUp = async (
  { seed, rates, ask }: TakingUp,
  office: Office,
  one: EscalationView,
  now: Instant,
): Promise<void> => {
  const { escalationId, taskId, raisedAt } = one;
  const plan = drawTakingUp(seed, rates, escalationId, Date.parse(raisedAt));
  if (plan === null || plan.at > msOf(now)) return;
  const path = `/api/v1/tasks/${taskId}`;
  const task = await read(ask, path, office.headOfService.token, taskViewSchema);
  const planDate = instantFromMs(msOf(now) + plan.planDays * DAY_MS).slice(0, 10);
  // Several levels of one task may be taken up, each under a key of its own.
  const key = `demonstration:${escalationId.replace(/^[^.]*\./, '')}`;
  const body = { key, note: plan.note, planDate };
  const request = { path: `/api/v1/escalations/${escalationId}/acknowledge`, body };
  await tell(ask, request, whoseIs(office, one, task).token, z.unknown());
};

/** Managers read what climbed to them and is not acknowledged, and take up some of it. */
export const takeUpEscalations = async (settings: TakingUp, now: Instant): Promise<void> => {
  await workTogether(settings.offices, async (office) => {
    const path = `/api/v1/escalations?authority=${office.authority}&acknowledged=false`;
    const { token } = office.headOfService;
    const open = await readAll(settings.ask, path, token, escalationViewSchema);
    for (const one of open) await takeUp(settings, office, one, now);
  });
};
