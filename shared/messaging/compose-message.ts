import type { Instant } from '../kernel/instant.ts';
import { type MessageTemplate, templateOfLevel } from './message-template.ts';
import {
  type MessageFacts,
  type Personalisation,
  personalisationOf,
  type TaskInMessage,
} from './personalisation.ts';
import type { Alert } from '../alerts/alert.ts';
import { byUrgency } from './by-urgency.ts';

/** What a message says, without to whom. */
export interface Content {
  readonly template: MessageTemplate;
  readonly personalisation: Personalisation;
}

/** An alert with the deadline that its task has at sending. */
export type PresentAlert = Alert & { readonly taskId: string };

const contentOf = <T extends MessageTemplate>(template: T, facts: MessageFacts<T>): Content => ({
  template,
  personalisation: personalisationOf(template, facts),
});

/** A list of tasks, with a link to all of them. */
export const composeList = (
  template: 'several' | 'digest',
  tasks: readonly TaskInMessage[],
  publicUrl: string,
  now: Instant,
): Content =>
  contentOf(template, { tasks: byUrgency(tasks, now), link: new URL('/tasks', publicUrl) });

/** Quiet hours may last beyond the deadline: then it is not due soon, it is late. */
const templateOf = (level: string, dueAt: Instant | null, now: Instant): MessageTemplate => {
  const template = templateOfLevel(level);
  return template === 'due-soon' && dueAt !== null && dueAt < now ? 'overdue' : template;
};

/** The words of the alert's own template; null for one that has none. */
const composeOne = (
  { kind, taskId, dueAt, planDate }: PresentAlert,
  publicUrl: string,
  now: Instant,
): Content | null => {
  const about = { taskId, dueAt, link: new URL(`/tasks/${taskId}`, publicUrl) };
  if (kind === 'digest') return null;
  if (kind === 'acknowledged') {
    return planDate === null ? null : contentOf('acknowledged', { ...about, planDate });
  }
  if (typeof kind === 'string') return contentOf(kind, about);
  const template = templateOf(kind.level, dueAt, now);
  return template === 'escalation'
    ? contentOf('escalation', { ...about, level: kind.level })
    : contentOf(template, about);
};

/**
 * What to say of these alerts: of one task the words of the latest of them, of several a list of
 * references and deadlines, most urgent first. Null when there are none.
 */
export const composeMessage = (
  alerts: readonly PresentAlert[],
  publicUrl: string,
  now: Instant,
): Content | null => {
  const latest = alerts.at(-1);
  if (latest === undefined) return null;
  const several = alerts.some(({ taskId }) => taskId !== latest.taskId);
  const own = several ? null : composeOne(latest, publicUrl, now);
  return own ?? composeList('several', alerts, publicUrl, now);
};
