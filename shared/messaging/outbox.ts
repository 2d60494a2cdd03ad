import { access, link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import * as z from 'zod';
import { hash } from '../kernel/hash.ts';
import { instantSchema } from '../kernel/instant.ts';
import type { Message, MessageChannel } from './message-channel.ts';
import {
  fillPlaceholders,
  listPlaceholders,
  MESSAGE_MEDIA,
  MESSAGE_TEMPLATES,
  type MessageTemplates,
} from './message-templates.ts';

const outboxEntrySchema = z.strictObject({
  reference: z.string(),
  medium: z.enum(MESSAGE_MEDIA),
  address: z.string(),
  template: z.enum(MESSAGE_TEMPLATES),
  subject: z.string().nullable().meta({ description: 'Null for a text message.' }),
  body: z.string(),
  sentAt: instantSchema,
});
export type OutboxEntry = Readonly<z.infer<typeof outboxEntrySchema>>;

const outboxEntryViewSchema = z.object(outboxEntrySchema.shape).meta({ id: 'OutboxEntry' });

export const outboxViewSchema = z
  .object({
    total: z.int().meta({ description: 'All messages in the outbox, shown or not.' }),
    items: z.array(outboxEntryViewSchema),
  })
  .meta({ id: 'Outbox' });
export type OutboxView = z.infer<typeof outboxViewSchema>;

export const listOutboxQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
});
export type ListOutboxQuery = z.infer<typeof listOutboxQuerySchema>;

const listEntryFiles = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

export const readOutbox = async (folder: string): Promise<readonly OutboxEntry[]> => {
  const entries: OutboxEntry[] = [];
  for (const name of await listEntryFiles(folder)) {
    entries.push(outboxEntrySchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))));
  }
  return entries.sort((a, b) => compare(a.sentAt, b.sentAt) || compare(a.reference, b.reference));
};

export interface OutboxDependencies {
  readonly readOutbox: () => Promise<OutboxView['items']>;
}

export const listOutbox = async (
  dependencies: OutboxDependencies,
  { limit }: ListOutboxQuery,
): Promise<OutboxView> => {
  const entries = await dependencies.readOutbox();
  return { total: entries.length, items: entries.toReversed().slice(0, limit) };
};

/** Fills a template as GOV.UK Notify does. Throws when it has a placeholder without a value. */
export const renderMessage = (
  templates: MessageTemplates,
  { template, medium, personalisation }: Pick<Message, 'template' | 'medium' | 'personalisation'>,
): Pick<OutboxEntry, 'subject' | 'body'> => {
  const wording = templates[template];
  const fill = (text: string): string => {
    const missing = listPlaceholders(text).find((name) => personalisation[name] === undefined);
    if (missing === undefined) return fillPlaceholders(text, (name) => personalisation[name] ?? '');
    throw new Error(`The message ${template}.${medium} has no value for ((${missing})).`);
  };
  return medium === 'email'
    ? { subject: fill(wording.email.subject), body: fill(wording.email.body) }
    : { subject: null, body: fill(wording.text.body) };
};

const emailSchema = z.email();
const phoneSchema = z.string().regex(/^\+?[0-9][0-9 ]{8,14}[0-9]$/);

const isAddress = ({ medium, address }: Message): boolean =>
  (medium === 'email' ? emailSchema : phoneSchema).safeParse(address).success;

let drafts = 0;

/** Writes the whole file or nothing, and never over an existing one: also when two write at once or one is stopped. */
const writeOnce = async (folder: string, name: string, text: string): Promise<void> => {
  const draft = join(folder, `${name}.${process.pid}.${threadId}.${(drafts += 1)}.draft`);
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, join(folder, `${name}.json`));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
};

/** The id under which the outbox keeps the message of a reference. */
const makeProviderId = (reference: string): string => hash('outbox', reference);

/** What the person gets, rendered; null when the address is invalid, as GOV.UK Notify refuses it. */
const renderEntry = (templates: MessageTemplates, message: Message): OutboxEntry | null => {
  if (!isAddress(message)) return null;
  const { reference, medium, address, template, at } = message;
  return {
    reference,
    medium,
    address,
    template,
    ...renderMessage(templates, message),
    sentAt: at,
  };
};

/** Writes one file for an entry; a reference that is there already keeps its file. */
export const writeOutboxEntry = async (folder: string, entry: OutboxEntry): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeOnce(folder, makeProviderId(entry.reference), JSON.stringify(entry));
};

const hasOutboxEntry = (folder: string, reference: string): Promise<boolean> =>
  access(join(folder, `${makeProviderId(reference)}.json`)).then(
    () => true,
    () => false,
  );

/**
 * Replaces GOV.UK Notify on one machine: `keep` gets each message that was not refused. It may get a reference again
 * and must then keep the first. `has` says whether it has kept one of a reference.
 */
export const createOutboxChannel = (
  templates: MessageTemplates,
  keep: (entry: OutboxEntry) => Promise<void>,
  has: (reference: string) => Promise<boolean>,
): MessageChannel => ({
  send: async (message) => {
    const entry = renderEntry(templates, message);
    if (entry === null) return { outcome: 'refused', reason: 'bad-address' };
    await keep(entry);
    return { outcome: 'sent', providerId: makeProviderId(message.reference) };
  },
  findSent: async ({ reference }) => ((await has(reference)) ? makeProviderId(reference) : null),
});

/** Each message becomes a JSON file, one for each reference. */
export const createFileOutbox = (folder: string, templates: MessageTemplates): MessageChannel =>
  createOutboxChannel(
    templates,
    (entry) => writeOutboxEntry(folder, entry),
    (reference) => hasOutboxEntry(folder, reference),
  );
