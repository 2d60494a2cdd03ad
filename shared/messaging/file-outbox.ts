import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import * as z from 'zod';
import type { MessageTemplates } from './message-templates.ts';
import { hash } from '../kernel/hash.ts';
import type { Message, MessageChannel } from './message-channel.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { renderMessage } from './render-message.ts';

const emailSchema = z.email();
const phoneSchema = z.string().regex(/^\+?[0-9][0-9 ]{8,14}[0-9]$/);

const isAddress = ({ medium, address }: Message): boolean =>
  (medium === 'email' ? emailSchema : phoneSchema).safeParse(address).success;

let drafts = 0;

/** Whole or not at all, and never over one that is there: also when two do it at once, or one is killed. */
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

const entryOf = (message: Message, templates: MessageTemplates): OutboxEntry => {
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

/**
 * Takes the place of GOV.UK Notify on one machine: each message becomes a JSON file, one a reference, as its
 * reader would get it. What is plainly no address is refused, as Notify refuses it.
 */
export const createFileOutbox = (folder: string, templates: MessageTemplates): MessageChannel => ({
  send: async (message) => {
    if (!isAddress(message)) return { outcome: 'refused', reason: 'bad-address' };
    const providerId = hash('outbox', message.reference);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeOnce(folder, providerId, JSON.stringify(entryOf(message, templates)));
    return { outcome: 'sent', providerId };
  },
});
