import { randomUUID } from 'node:crypto';
import { instantFromMs } from '../../../shared/kernel/instant.ts';
import { ACCOUNT, REGION } from '../template/places.ts';
import type { ScheduleModel } from '../template/stack-model.ts';

/** To the second, as EventBridge writes it. */
const dueText = (dueMs: number): string => instantFromMs(dueMs).replace(/\.\d{3}Z$/, 'Z');

const filledIn = (schedule: ScheduleModel, input: string, dueMs: number, id: string): string => {
  const values: Record<string, string> = {
    '<aws.scheduler.scheduled-time>': dueText(dueMs),
    '<aws.scheduler.schedule-arn>': schedule.arn,
    '<aws.scheduler.execution-id>': id,
    '<aws.scheduler.attempt-number>': '1',
  };
  return input.replaceAll(/<aws\.scheduler\.[a-z-]+>/g, (name) => values[name] ?? name);
};

/** The event with which a schedule wakes its function: the template's own input, or what the service sends. */
export const scheduleEvent = (schedule: ScheduleModel, dueMs: number): unknown => {
  const id = randomUUID();
  if (schedule.input !== null) return JSON.parse(filledIn(schedule, schedule.input, dueMs, id));
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: schedule.kind === 'rule' ? 'aws.events' : 'aws.scheduler',
    account: ACCOUNT,
    time: dueText(dueMs),
    region: REGION,
    resources: [schedule.arn],
    detail: schedule.kind === 'rule' ? {} : '{}',
  };
};
