import type * as z from 'zod';
import {
  type MessageTemplates,
  MESSAGE_MEDIA,
  MESSAGE_TEMPLATES,
  type MessageMedium,
  type MessageTemplate,
  type TemplateName,
  formatTemplateName,
} from '../../shared/messaging/message-templates.ts';
import type { notifyTemplatesSchema } from '../../shared/messaging/notify-channel.ts';

export interface TemplateDifference {
  readonly name: TemplateName;
  readonly what: 'missing' | 'twice' | 'type' | 'subject' | 'body' | 'settings';
}

export interface Comparison {
  readonly differences: readonly TemplateDifference[];
  readonly templateIds: Readonly<Partial<Record<TemplateName, string>>>;
}

type NotifyTemplate = z.infer<typeof notifyTemplatesSchema>['templates'][number];

interface Compared {
  readonly wanted: MessageTemplates;
  readonly atNotify: readonly NotifyTemplate[];
  readonly settings: Readonly<Partial<Record<string, string>>>;
}

/** Notify's editor changes blanks at line ends. */
const trimLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

const compareOne = (
  compared: Compared,
  template: MessageTemplate,
  medium: MessageMedium,
): { readonly id: string | null; readonly what: readonly TemplateDifference['what'][] } => {
  const name = formatTemplateName(template, medium);
  const [found, second] = compared.atNotify.filter((one) => one.name === name);
  if (found === undefined) return { id: null, what: ['missing'] };
  if (second !== undefined) return { id: null, what: ['twice'] };
  const wording = compared.wanted[template];
  const differs = {
    type: found.type !== (medium === 'email' ? 'email' : 'sms'),
    subject:
      medium === 'email' && trimLines(found.subject ?? '') !== trimLines(wording.email.subject),
    body: trimLines(found.body) !== trimLines(wording[medium].body),
    settings: compared.settings[name] !== found.id,
  };
  const what = (['type', 'subject', 'body', 'settings'] as const).filter((part) => differs[part]);
  return { id: found.id, what };
};

export const compareTemplates = (compared: Compared): Comparison => {
  const results = MESSAGE_TEMPLATES.flatMap((template) =>
    MESSAGE_MEDIA.map((medium) => ({
      name: formatTemplateName(template, medium),
      ...compareOne(compared, template, medium),
    })),
  );
  return {
    differences: results.flatMap(({ name, what }) => what.map((one) => ({ name, what: one }))),
    templateIds: Object.fromEntries(
      results.flatMap(({ name, id }) => (id === null ? [] : [[name, id]])),
    ),
  };
};
