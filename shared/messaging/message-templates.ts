import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { type Environment, parseEnvironment, requiredVariable } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/names.ts';

export const MESSAGE_MEDIA = ['email', 'text'] as const;
export type MessageMedium = (typeof MESSAGE_MEDIA)[number];

const TASK_PLACEHOLDERS = ['reference', 'deadline', 'link'] as const;

const MISSING_PLACEHOLDERS = ['reference', 'since', 'link'] as const;

/**
 * Every message to people, and the only placeholders that each may use: never a child's name, an address or circumstances.
 * `holder` is a colleague as the staff list names them, or an authority; `changed` says what of the staff list, never to what; `deadline`, `appointment`, `plan`, `before` and `interviews` are
 * in words, and so is `since`; `list` has one line a task, in groups; `first` has as many of them as fit into a text message.
 */
export const PLACEHOLDERS = {
  'new-task': TASK_PLACEHOLDERS,
  reallocated: [...TASK_PLACEHOLDERS, 'before'],
  'no-longer-yours': ['reference', 'holder', 'link'],
  'handed-back': TASK_PLACEHOLDERS,
  'appointment-unrecorded': [...TASK_PLACEHOLDERS, 'appointment'],
  'due-soon': TASK_PLACEHOLDERS,
  overdue: TASK_PLACEHOLDERS,
  'no-attempt': TASK_PLACEHOLDERS,
  unallocated: TASK_PLACEHOLDERS,
  'return-unconfirmed': TASK_PLACEHOLDERS,
  'return-still-unconfirmed': TASK_PLACEHOLDERS,
  breach: TASK_PLACEHOLDERS,
  'breach-unacknowledged': TASK_PLACEHOLDERS,
  'breach-48h': TASK_PLACEHOLDERS,
  'breach-5d': TASK_PLACEHOLDERS,
  'plan-passed': TASK_PLACEHOLDERS,
  acknowledged: [...TASK_PLACEHOLDERS, 'plan'],
  undeliverable: TASK_PLACEHOLDERS,
  'found-dead': ['reference', 'link'],
  'work-moved': TASK_PLACEHOLDERS,
  withdrawn: ['reference', 'link'],
  reopened: TASK_PLACEHOLDERS,
  'deadline-earlier': TASK_PLACEHOLDERS,
  'held-late': TASK_PLACEHOLDERS,
  'turns-18': TASK_PLACEHOLDERS,
  'missing-again': TASK_PLACEHOLDERS,
  'moved-away': ['reference', 'holder', 'link'],
  'decide-who': TASK_PLACEHOLDERS,
  'holder-away': TASK_PLACEHOLDERS,
  'staff-changed': ['changed', 'holder', 'link'],
  escalation: [...TASK_PLACEHOLDERS, 'level'],
  'still-missing': MISSING_PLACEHOLDERS,
  'missing-at-once': MISSING_PLACEHOLDERS,
  'missing-plan-passed': MISSING_PLACEHOLDERS,
  several: ['interviews', 'list', 'first', 'link'],
  digest: ['interviews', 'list', 'first', 'link'],
} as const;

export type MessageTemplate = keyof typeof PLACEHOLDERS;
export type Placeholder<T extends MessageTemplate = MessageTemplate> =
  (typeof PLACEHOLDERS)[T][number];

export const MESSAGE_TEMPLATES = Object.keys(PLACEHOLDERS) as readonly MessageTemplate[];

/** The name of a template in one medium, in GOV.UK Notify and in the settings of a stage: `breach.email`. */
export type TemplateName = `${MessageTemplate}.${MessageMedium}`;

export const formatTemplateName = (
  template: MessageTemplate,
  medium: MessageMedium,
): TemplateName => `${template}.${medium}`;

const TEMPLATE_BY_LEVEL: ReadonlyMap<string, MessageTemplate> = new Map([
  ['return-unconfirmed', 'return-unconfirmed'],
  ['return-unconfirmed-24h', 'return-unconfirmed'],
  ['return-unconfirmed-48h', 'return-still-unconfirmed'],
  ['unallocated', 'unallocated'],
  ['no-attempt', 'no-attempt'],
  ['appointment-unrecorded', 'appointment-unrecorded'],
  ['appointment-unrecorded-14h', 'appointment-unrecorded'],
  ['due-soon', 'due-soon'],
  ['breach', 'breach'],
  ['breach-unacknowledged', 'breach-unacknowledged'],
  ['breach-48h', 'breach-48h'],
  ['breach-5d', 'breach-5d'],
  ['plan-passed', 'plan-passed'],
  ['missing-at-once', 'missing-at-once'],
  ['missing-24h', 'still-missing'],
  ['missing-72h', 'still-missing'],
  ['missing-7d', 'still-missing'],
  ['missing-plan-passed', 'missing-plan-passed'],
] as const);

/** The template of a level of the ladder; `escalation` for a level that an authority added. */
export const findTemplateForLevel = (level: string): MessageTemplate =>
  TEMPLATE_BY_LEVEL.get(level) ?? 'escalation';

const PLACEHOLDER = /\(\(([^()]*)\)\)/g;

export const listPlaceholders = (text: string): readonly string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

export const fillPlaceholders = (text: string, valueOf: (name: string) => string): string =>
  text.replace(PLACEHOLDER, (_, name: string) => valueOf(name));

/** GOV.UK Notify sends more than 306 characters as a third text message. */
const MOST_TEXT_CHARACTERS = 300;

const createTextSchema = (template: MessageTemplate) => {
  const known: readonly string[] = PLACEHOLDERS[template];
  return z
    .string()
    .trim()
    .min(1, { error: 'is empty' })
    .superRefine((text, context) => {
      for (const name of listPlaceholders(text)) {
        if (known.includes(name)) continue;
        context.addIssue({ code: 'custom', message: `must not use ((${name}))` });
      }
    });
};

const createWordingSchema = (template: MessageTemplate) =>
  z.strictObject({
    email: z.strictObject({
      subject: createTextSchema(template).regex(/^.*$/, { error: 'must be one line' }),
      body: createTextSchema(template),
    }),
    text: z.strictObject({
      body: createTextSchema(template).max(MOST_TEXT_CHARACTERS, {
        error: `has more than ${MOST_TEXT_CHARACTERS} characters`,
      }),
    }),
  });
type MessageWording = Readonly<z.infer<ReturnType<typeof createWordingSchema>>>;

export type MessageTemplates = Readonly<Record<MessageTemplate, MessageWording>>;

export const messageTemplatesSchema = z.strictObject(
  Object.fromEntries(
    MESSAGE_TEMPLATES.map((template) => [template, createWordingSchema(template)]),
  ),
) as unknown as z.ZodType<MessageTemplates>;

const messageTemplatesVariables = {
  [ENVIRONMENT.messageTemplatesFile]: requiredVariable,
  LAMBDA_TASK_ROOT: requiredVariable,
};

/**
 * Reads and validates the wordings in the function's bundle. Throws when a variable is missing, the
 * file cannot be read, or a wording breaks a rule.
 */
export const loadMessageTemplates = (environment: Environment): MessageTemplates => {
  const settings = parseEnvironment(z.object(messageTemplatesVariables), environment);
  const file = resolve(settings.LAMBDA_TASK_ROOT, settings[ENVIRONMENT.messageTemplatesFile]);
  return messageTemplatesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};

const templateNames = MESSAGE_TEMPLATES.flatMap((template) =>
  MESSAGE_MEDIA.map((medium) => formatTemplateName(template, medium)),
);

export type TemplateIds = Readonly<Record<TemplateName, string>>;

export const templateIdsSchema: z.ZodType<TemplateIds> = z.record(z.enum(templateNames), z.uuid());

const notifyTemplatesVariables = {
  [ENVIRONMENT.notifyTemplatesFile]: requiredVariable,
  LAMBDA_TASK_ROOT: requiredVariable,
};

/** Reads the ids that GOV.UK Notify has for the templates from the function's bundle. Throws as above. */
export const loadTemplateIds = (environment: Environment): TemplateIds => {
  const settings = parseEnvironment(z.object(notifyTemplatesVariables), environment);
  const file = resolve(settings.LAMBDA_TASK_ROOT, settings[ENVIRONMENT.notifyTemplatesFile]);
  return templateIdsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};
