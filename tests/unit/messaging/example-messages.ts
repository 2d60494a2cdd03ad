import { type Personalisation, personalise } from '../../../shared/messaging/personalisation.ts';
import type { Message } from '../../../shared/messaging/message-channel.ts';
import { at } from '../../support/facts.ts';
import type { MessageTemplate } from '../../../shared/messaging/message-templates.ts';

export const TASK_ID = 'rhi-3f2a91c0aaaaaaaaaaaaaaaaaaaaaaaa';
export const LINK = new URL(`https://homeward.example/tasks/${TASK_ID}`);
export const NOW = at('2026-11-20T17:00Z');
export const ABOUT_TASK = { taskId: TASK_ID, dueAt: at('2026-11-23T16:30Z'), link: LINK };

type WithMore =
  | 'acknowledged'
  | 'staff-changed'
  | 'no-longer-yours'
  | 'moved-away'
  | 'reallocated'
  | 'escalation'
  | 'several'
  | 'digest'
  | 'appointment-unrecorded';

const buildSimpleExample = (template: Exclude<MessageTemplate, WithMore>): Personalisation => {
  switch (template) {
    case 'still-missing':
    case 'missing-at-once':
    case 'missing-plan-passed':
      return personalise(template, { taskId: TASK_ID, missingSince: NOW, link: LINK }, NOW);
    default:
      return personalise(template, ABOUT_TASK, NOW);
  }
};

const ALEX = { name: 'Alex Marsh' };

/** Any template, filled with the facts of one task. */
export const buildExample = (template: MessageTemplate): Personalisation => {
  switch (template) {
    case 'acknowledged':
      return personalise(template, { ...ABOUT_TASK, planDate: '2026-11-24' }, NOW);
    case 'staff-changed':
      return personalise(template, { changed: ['contact', 'role'], holder: ALEX, link: LINK }, NOW);
    case 'no-longer-yours':
    case 'moved-away':
      return personalise(template, { ...ABOUT_TASK, holder: ALEX }, NOW);
    case 'reallocated': {
      const work = { attempts: 2, offeredAt: NOW, booking: null };
      return personalise(template, { ...ABOUT_TASK, work }, NOW);
    }
    case 'escalation':
      return personalise(template, { ...ABOUT_TASK, level: 'breach-72h' }, NOW);
    case 'several':
    case 'digest':
      return personalise(template, { tasks: [{ ...ABOUT_TASK, group: 'late' }], link: LINK }, NOW);
    case 'appointment-unrecorded':
      return personalise(template, { ...ABOUT_TASK, appointmentAt: NOW }, NOW);
    default:
      return buildSimpleExample(template);
  }
};

/** A message to a practitioner about a new task, unless the test says otherwise. */
export const buildMessage = (changes: Partial<Message> = {}): Message => {
  const template = changes.template ?? 'new-task';
  return {
    reference: 'new-task-3f2a91c0-1',
    medium: 'email',
    address: 'practitioner@council.example',
    template,
    personalisation: buildExample(template),
    at: NOW,
    ...changes,
  };
};
