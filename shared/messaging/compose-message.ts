import type { Alert, AlertKind, StaffChangeName } from '../alerts/alert.ts';
import { toEpisodeId } from '../episodes/episode.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Instant } from '../kernel/instant.ts';
import { findTemplateForLevel, type MessageTemplate } from './message-templates.ts';
import { type ListedTask, sortByUrgency, type TaskGroup } from './task-groups.ts';
import {
  type Holder,
  type MessageFacts,
  type Personalisation,
  personalise,
} from './personalisation.ts';

export interface MessageContent {
  readonly template: MessageTemplate;
  readonly personalisation: Personalisation;
}

/** With what is true of its task when it is sent. */
export type TaskAlert = Alert & {
  readonly taskId: string;
  readonly work: Pick<RhiTask, 'attempts' | 'offeredAt' | 'booking'> | null;
  readonly holder: Holder;
  /** Of a level about a child who is still missing: when that was reported. */
  readonly missingSince: Instant | null;
  /** To whom the level goes, and when, if nobody acknowledges it. */
  readonly goesUp: ListedTask['goesUp'];
};

const createContent = <T extends MessageTemplate>(
  template: T,
  facts: MessageFacts<T>,
  now: Instant,
): MessageContent => ({
  template,
  personalisation: personalise(template, facts, now),
});

export const composeList = (
  template: 'several' | 'digest',
  tasks: readonly ListedTask[],
  publicUrl: string,
  now: Instant,
): MessageContent =>
  createContent(template, { tasks: sortByUrgency(tasks), link: new URL('/tasks', publicUrl) }, now);

const chooseTemplate = (level: string, dueAt: Instant | null, now: Instant): MessageTemplate => {
  const template = findTemplateForLevel(level);
  return template === 'due-soon' && dueAt !== null && dueAt < now ? 'overdue' : template;
};

const MISSING_TEMPLATES = ['missing-plan-passed', 'missing-at-once', 'still-missing'] as const;

/** A level that an authority made up says that the child is still missing. */
const findMissingTemplate = ({ kind }: TaskAlert): (typeof MISSING_TEMPLATES)[number] => {
  const template = typeof kind === 'string' ? kind : findTemplateForLevel(kind.level);
  return MISSING_TEMPLATES.find((one) => one === template) ?? 'still-missing';
};

const composeMissing = (
  alert: TaskAlert,
  missingSince: Instant,
  publicUrl: string,
  now: Instant,
): MessageContent => {
  const { taskId } = alert;
  const link = new URL(`/episodes/${toEpisodeId(taskId)}`, publicUrl);
  return createContent(findMissingTemplate(alert), { taskId, missingSince, link }, now);
};

/** That somebody did something, or that a task has changed. */
const composeChange = (
  kind: Exclude<AlertKind, object | 'digest' | 'staff-changed'>,
  { planDate, work, holder }: TaskAlert,
  facts: MessageFacts<'new-task'>,
  publicUrl: string,
  now: Instant,
): MessageContent | null => {
  switch (kind) {
    case 'acknowledged':
      return planDate === null ? null : createContent(kind, { ...facts, planDate }, now);
    case 'no-longer-yours':
    case 'moved-away':
      return createContent(kind, { ...facts, holder, link: new URL('/tasks', publicUrl) }, now);
    case 'reallocated':
      return work === null ? null : createContent(kind, { ...facts, work }, now);
    default:
      return createContent(kind, facts, now);
  }
};

const composeLevel = (
  level: string,
  { work }: TaskAlert,
  facts: MessageFacts<'new-task'>,
  now: Instant,
): MessageContent | null => {
  const template = chooseTemplate(level, facts.dueAt, now);
  switch (template) {
    case 'appointment-unrecorded': {
      const appointmentAt = work?.booking?.at;
      return appointmentAt === undefined
        ? null
        : createContent(template, { ...facts, appointmentAt }, now);
    }
    case 'escalation':
      return createContent(template, { ...facts, level }, now);
    default:
      return createContent(template, facts, now);
  }
};

const composeOne = (alert: TaskAlert, publicUrl: string, now: Instant): MessageContent | null => {
  const { kind, taskId, dueAt, missingSince } = alert;
  if (missingSince !== null) return composeMissing(alert, missingSince, publicUrl, now);
  if (kind === 'digest' || kind === 'staff-changed') return null;
  const facts = { taskId, dueAt, link: new URL(`/tasks/${taskId}`, publicUrl) };
  return typeof kind === 'string'
    ? composeChange(kind, alert, facts, publicUrl, now)
    : composeLevel(kind.level, alert, facts, now);
};

/**
 * What a message about a task says first, when several things are to be said of it at once. A breach says that the task
 * is overdue, and whoever gets a task reads its deadline with it.
 */
const STRENGTH: readonly MessageTemplate[] = [
  ...MISSING_TEMPLATES,
  'return-still-unconfirmed',
  'plan-passed',
  'breach-unacknowledged',
  'breach',
  'turns-18',
  'missing-again',
  'decide-who',
  'reallocated',
  'new-task',
  'reopened',
  'deadline-earlier',
  'held-late',
  'breach-5d',
  'breach-48h',
  'overdue',
  'undeliverable',
  'holder-away',
  'due-soon',
  'appointment-unrecorded',
  'no-attempt',
  'handed-back',
  'unallocated',
  'return-unconfirmed',
];

const findTemplate = (alert: TaskAlert, now: Instant): string => {
  const { kind, dueAt, missingSince } = alert;
  if (missingSince !== null) return findMissingTemplate(alert);
  return typeof kind === 'string' ? kind : chooseTemplate(kind.level, dueAt, now);
};

const rank = (alert: TaskAlert, now: Instant): number => {
  const at = STRENGTH.findIndex((template) => template === findTemplate(alert, now));
  return at === -1 ? STRENGTH.length : at;
};

/** One of each task: what matters most, and of the same the latest. */
const chooseStrongest = (alerts: readonly TaskAlert[], now: Instant): readonly TaskAlert[] => {
  const chosen = new Map<string, TaskAlert>();
  for (const alert of alerts) {
    const other = chosen.get(alert.taskId);
    if (other === undefined || rank(alert, now) <= rank(other, now))
      chosen.set(alert.taskId, alert);
  }
  return [...chosen.values()];
};

const GROUP_BY_TEMPLATE: Readonly<Partial<Record<string, TaskGroup>>> = {
  'still-missing': 'still-missing',
  'missing-at-once': 'still-missing',
  'missing-plan-passed': 'still-missing',
  'plan-passed': 'plan-passed',
  'breach-unacknowledged': 'to-acknowledge',
  breach: 'to-acknowledge',
  'breach-48h': 'late',
  'breach-5d': 'late',
  overdue: 'late',
  'due-soon': 'due-soon',
  'appointment-unrecorded': 'appointment-unrecorded',
  reopened: 'changed',
  'deadline-earlier': 'changed',
  'held-late': 'changed',
  'turns-18': 'changed',
  'missing-again': 'changed',
  'new-task': 'new',
  reallocated: 'new',
  'no-attempt': 'no-attempt',
  'decide-who': 'unallocated',
  'holder-away': 'holder-away',
  'handed-back': 'unallocated',
  unallocated: 'unallocated',
  'return-unconfirmed': 'return-unconfirmed',
  'return-still-unconfirmed': 'return-unconfirmed',
  acknowledged: 'planned',
};

const toListed = (alert: TaskAlert, now: Instant): ListedTask => {
  const { taskId, dueAt, goesUp, planDate, missingSince } = alert;
  const group = GROUP_BY_TEMPLATE[findTemplate(alert, now)] ?? 'other';
  return { taskId, dueAt, group, goesUp, planDate, missingSince };
};

/** That an entry of the staff list was changed, by whom. */
export const composeStaffChange = (
  changed: readonly StaffChangeName[],
  holder: Holder,
  publicUrl: string,
  now: Instant,
): MessageContent =>
  createContent('staff-changed', { changed, holder, link: new URL('/me', publicUrl) }, now);

/**
 * One message to one person: of each task what matters most of what these alerts say. For one task it has the wording of
 * that; several tasks are listed in groups, most urgent first. Null when there are no alerts.
 */
export const composeMessage = (
  alerts: readonly TaskAlert[],
  publicUrl: string,
  now: Instant,
): MessageContent | null => {
  const chosen = chooseStrongest(alerts, now);
  const [first] = chosen;
  if (first === undefined) return null;
  const content = chosen.length === 1 ? composeOne(first, publicUrl, now) : null;
  const listed = chosen.map((alert) => toListed(alert, now));
  return content ?? composeList('several', listed, publicUrl, now);
};
