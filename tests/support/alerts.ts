import type { Alert } from '../../shared/alerts/alert.ts';
import { at } from './facts.ts';

/** The id of a task that a test calls by a number. */
export const taskIdOf = (number: number): string =>
  `rhi-${String(number).padStart(8, '0')}${'a'.repeat(24)}`;

/** An alert to m-1 that a task is past due, unless the test says otherwise. */
export const buildAlert = (number: number, about: Partial<Alert> = {}): Alert => ({
  alertId: `al-${number}`,
  recipient: 'm-1',
  authority: 'E10000020',
  kind: { level: 'breach' },
  taskId: taskIdOf(number),
  dueAt: at(`2026-11-14T08:00:${String(number % 60).padStart(2, '0')}Z`),
  planDate: null,
  raisedAt: at('2026-11-14T08:01Z'),
  sendAt: about.raisedAt ?? at('2026-11-14T08:01Z'),
  wakesSender: false,
  ...about,
});
