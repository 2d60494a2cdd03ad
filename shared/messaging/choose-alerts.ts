import type { Instant } from '../kernel/instant.ts';
import type { Alert } from '../alerts/alert.ts';

/** So many stand whole in one item of the table; for more, one more message. */
const MOST_ALERTS = 1_000;

const byRaising = (a: Alert, b: Alert): number =>
  a.raisedAt < b.raisedAt ? -1 : Number(a.raisedAt > b.raisedAt);

/**
 * Which of the alerts that wait go into the next message: all that may be sent by now, when they are
 * about several tasks; one of a single task, so that it gets its own wording; a digest by itself.
 */
export const chooseAlerts = (waiting: readonly Alert[], now: Instant): readonly Alert[] => {
  const due = waiting.filter(({ sendAt }) => sendAt <= now).sort(byRaising);
  const news = due.filter(({ kind }) => kind !== 'digest');
  if (news.length === 0) return due.slice(0, 1);
  const tasks = new Set(news.map(({ taskId }) => taskId));
  return tasks.size === 1 ? news.slice(0, 1) : news.slice(0, MOST_ALERTS);
};
