import type { MessageTemplates } from './message-templates.ts';
import { fillPlaceholders, placeholdersIn } from './message-template.ts';
import type { Message } from './message-channel.ts';

/** A message as its reader gets it; a text has no subject. */
export interface RenderedMessage {
  readonly subject: string | null;
  readonly body: string;
}

type ToRender = Pick<Message, 'template' | 'medium' | 'personalisation'>;

/** Fills a template as GOV.UK Notify does. Throws when it asks for a placeholder that is not given. */
export const renderMessage = (
  templates: MessageTemplates,
  { template, medium, personalisation }: ToRender,
): RenderedMessage => {
  const wording = templates[template];
  const fill = (text: string): string => {
    const missing = placeholdersIn(text).find((name) => personalisation[name] === undefined);
    if (missing === undefined) return fillPlaceholders(text, (name) => personalisation[name] ?? '');
    throw new Error(`Message ${template}.${medium} is not told ((${missing})).`);
  };
  return medium === 'email'
    ? { subject: fill(wording.email.subject), body: fill(wording.email.body) }
    : { subject: null, body: fill(wording.text.body) };
};
