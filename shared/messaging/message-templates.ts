import * as z from 'zod';
import {
  MESSAGE_MEDIA,
  MESSAGE_TEMPLATES,
  type MessageTemplate,
  PLACEHOLDERS,
  placeholdersIn,
  type TemplateName,
  templateNameOf,
} from './message-template.ts';

/** One text of more than 306 characters costs a third fragment. */
const TEXT_LENGTH = 300;

/** The wording of one template. */
export interface MessageWording {
  readonly email: { readonly subject: string; readonly body: string };
  readonly text: { readonly body: string };
}

/** The wording of every message to people. */
export type MessageTemplates = Readonly<Record<MessageTemplate, MessageWording>>;

/** A text that has only placeholders this template is given. */
const wordingSchema = (template: MessageTemplate) => {
  const known: readonly string[] = PLACEHOLDERS[template];
  return z
    .string()
    .trim()
    .min(1, { error: 'is empty' })
    .superRefine((text, context) => {
      for (const name of placeholdersIn(text)) {
        if (known.includes(name)) continue;
        context.addIssue({ code: 'custom', message: `is never told ((${name}))` });
      }
    });
};

const templateSchema = (template: MessageTemplate): z.ZodType<MessageWording> =>
  z.strictObject({
    email: z.strictObject({
      subject: wordingSchema(template).regex(/^.*$/, { error: 'is one line' }),
      body: wordingSchema(template),
    }),
    text: z.strictObject({
      body: wordingSchema(template).max(TEXT_LENGTH, {
        error: `has more than ${TEXT_LENGTH} characters`,
      }),
    }),
  });

/** Every template, and nothing else; read at synth from its files and at each start from the bundle. */
export const messageTemplatesSchema = z.strictObject(
  Object.fromEntries(MESSAGE_TEMPLATES.map((template) => [template, templateSchema(template)])),
) as unknown as z.ZodType<MessageTemplates>;

const templateNames = MESSAGE_TEMPLATES.flatMap((template) =>
  MESSAGE_MEDIA.map((medium) => templateNameOf(template, medium)),
);

/** GOV.UK Notify's ids of all templates, as the settings of a stage hold them. */
export const templateIdsSchema: z.ZodType<Readonly<Record<TemplateName, string>>> = z.record(
  z.enum(templateNames),
  z.uuid(),
);
