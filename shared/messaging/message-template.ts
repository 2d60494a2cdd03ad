/** How a message reaches a person. */
export const MESSAGE_MEDIA = ['email', 'text'] as const;
export type MessageMedium = (typeof MESSAGE_MEDIA)[number];

const OF_A_TASK = ['reference', 'deadline', 'link'] as const;
const OF_TASKS = ['count', 'list', 'link'] as const;

/**
 * Every message to people there is, and all that each may be told: never a name, an address or circumstances.
 * `deadline` and `plan` are in words, `list` has one line a task.
 */
export const PLACEHOLDERS = {
  'new-task': OF_A_TASK,
  reallocated: OF_A_TASK,
  'handed-back': OF_A_TASK,
  'due-soon': OF_A_TASK,
  /** What was to say that it is due soon, when the quiet hours end after the deadline. */
  overdue: OF_A_TASK,
  'no-attempt': OF_A_TASK,
  unallocated: OF_A_TASK,
  'return-unconfirmed': OF_A_TASK,
  breach: OF_A_TASK,
  'breach-unacknowledged': OF_A_TASK,
  'breach-48h': OF_A_TASK,
  'breach-5d': OF_A_TASK,
  acknowledged: [...OF_A_TASK, 'plan'],
  undeliverable: OF_A_TASK,
  /** A level of a ladder that has no template of its own. */
  escalation: [...OF_A_TASK, 'level'],
  several: OF_TASKS,
  digest: OF_TASKS,
} as const;

export type MessageTemplate = keyof typeof PLACEHOLDERS;
export type Placeholder<T extends MessageTemplate = MessageTemplate> =
  (typeof PLACEHOLDERS)[T][number];

/** The names of all templates. */
export const MESSAGE_TEMPLATES = Object.keys(PLACEHOLDERS) as readonly MessageTemplate[];

/** A template in one medium, as GOV.UK Notify and the settings of a stage call it: `breach.email`. */
export type TemplateName = `${MessageTemplate}.${MessageMedium}`;

export const templateNameOf = (template: MessageTemplate, medium: MessageMedium): TemplateName =>
  `${template}.${medium}`;

const OF_A_LEVEL: ReadonlyMap<string, MessageTemplate> = new Map([
  ['return-unconfirmed', 'return-unconfirmed'],
  ['return-unconfirmed-24h', 'return-unconfirmed'],
  ['unallocated', 'unallocated'],
  ['no-attempt', 'no-attempt'],
  ['due-soon', 'due-soon'],
  ['breach', 'breach'],
  ['breach-unacknowledged', 'breach-unacknowledged'],
  ['breach-48h', 'breach-48h'],
  ['breach-5d', 'breach-5d'],
] as const);

/** The template for a level of the ladder: its own, or `escalation` for one that an authority made up. */
export const templateOfLevel = (level: string): MessageTemplate =>
  OF_A_LEVEL.get(level) ?? 'escalation';

const PLACEHOLDER = /\(\(([^()]*)\)\)/g;

/** What stands in double round brackets in a text, in order; the syntax is GOV.UK Notify's. */
export const placeholdersIn = (text: string): readonly string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

/** The text with each placeholder put in, once: what is put in is not looked through again. */
export const fillPlaceholders = (text: string, valueOf: (name: string) => string): string =>
  text.replace(PLACEHOLDER, (_, name: string) => valueOf(name));
