import type { Alert } from '../alerts/alert.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Instant } from '../kernel/instant.ts';
import { findTemplateForLevel, type MessageTemplate } from './message-templates.ts';
import {
  type Holder,
  type MessageFacts,
  type MessageTask,
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
};

const createContent = <T extends MessageTemplate>(
  template: T,
  facts: MessageFacts<T>,
  now: Instant,
): MessageContent => ({
  template,
  personalisation: personalise(template, facts, now),
});

/** In the order of a worklist: overdue first, then tasks without a deadline, then by due time. */
export const sortByUrgency = (
  tasks: readonly MessageTask[],
  now: Instant,
): readonly MessageTask[] => {
  const toSortKey = ({ taskId, dueAt }: MessageTask): string => {
    if (dueAt === null) return `1#${taskId}`;
    return `${dueAt < now ? '0' : '2'}#${dueAt}#${taskId}`;
  };
  const distinct = new Map(tasks.map((task) => [task.taskId, task]));
  return [...distinct.values()].sort((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1));
};

export const composeList = (
  template: 'several' | 'digest',
  tasks: readonly MessageTask[],
  publicUrl: string,
  now: Instant,
): MessageContent =>
  createContent(
    template,
    { tasks: sortByUrgency(tasks, now), link: new URL('/tasks', publicUrl) },
    now,
  );

const chooseTemplate = (level: string, dueAt: Instant | null, now: Instant): MessageTemplate => {
  const template = findTemplateForLevel(level);
  return template === 'due-soon' && dueAt !== null && dueAt < now ? 'overdue' : template;
};

const composeOne = (
  { kind, taskId, dueAt, planDate, work, holder }: TaskAlert,
  publicUrl: string,
  now: Instant,
): MessageContent | null => {
  const facts = { taskId, dueAt, link: new URL(`/tasks/${taskId}`, publicUrl) };
  if (kind === 'digest') return null;
  if (kind === 'acknowledged') {
    return planDate === null ? null : createContent('acknowledged', { ...facts, planDate }, now);
  }
  if (kind === 'no-longer-yours') {
    const own = new URL('/tasks', publicUrl);
    return createContent(kind, { ...facts, holder, link: own }, now);
  }
  if (kind === 'reallocated') {
    return work === null ? null : createContent(kind, { ...facts, work }, now);
  }
  if (typeof kind === 'string') return createContent(kind, facts, now);
  const template = chooseTemplate(kind.level, dueAt, now);
  return template === 'escalation'
    ? createContent('escalation', { ...facts, level: kind.level }, now)
    : createContent(template, facts, now);
};

/**
 * For one task, the template of its latest alert; for several tasks, a list of references and
 * deadlines, most urgent first. Null when there are no alerts.
 */
export const composeMessage = (
  alerts: readonly TaskAlert[],
  publicUrl: string,
  now: Instant,
): MessageContent | null => {
  const latest = alerts.at(-1);
  if (latest === undefined) return null;
  const several = alerts.some(({ taskId }) => taskId !== latest.taskId);
  const content = several ? null : composeOne(latest, publicUrl, now);
  return content ?? composeList('several', alerts, publicUrl, now);
};
