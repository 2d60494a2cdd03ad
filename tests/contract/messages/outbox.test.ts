import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMessageTemplates } from '../../../infra/message-templates.ts';
import type { MessageChannel } from '../../../shared/messaging/message-channel.ts';
import { at } from '../../support/facts.ts';
import { buildMessage, LINK } from '../../unit/messaging/example-messages.ts';
import { describeMessageChannel } from './message-channel-contract.ts';
import { readOutbox, createFileOutbox } from '../../../shared/messaging/outbox.ts';

let parent: string;
let folder: string;
let channel: MessageChannel;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'homeward-outbox-'));
  folder = join(parent, 'outbox');
  channel = createFileOutbox(folder, readMessageTemplates());
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

describeMessageChannel('into an outbox', () =>
  Promise.resolve({ channel, sent: () => readOutbox(folder) }),
);

describe('the outbox', () => {
  it('has an email as its recipient would read it', async () => {
    await channel.send(buildMessage());
    const [entry, second] = await readOutbox(folder);
    expect(second).toBeUndefined();
    expect(entry).toMatchObject({
      reference: 'new-task-3f2a91c0-1',
      medium: 'email',
      address: 'practitioner@council.example',
      template: 'new-task',
      subject: 'New return home interview: RHI-3F2A-91C0',
      sentAt: '2026-11-20T17:00:00.000Z',
    });
    expect(entry?.body).toContain('Deadline: by 4:30pm on Monday 23 November');
    expect(entry?.body).toContain(LINK.href);
  });

  it('has a text without a subject', async () => {
    await channel.send(buildMessage({ medium: 'text', address: '+447700900123' }));
    expect(await readOutbox(folder)).toMatchObject([{ medium: 'text', subject: null }]);
  });

  it('is read oldest first, and messages of the same time by reference', async () => {
    await channel.send(buildMessage({ reference: 'c', at: at('2026-11-21T08:00Z') }));
    await channel.send(buildMessage({ reference: 'b', at: at('2026-11-20T08:00Z') }));
    await channel.send(buildMessage({ reference: 'a', at: at('2026-11-20T08:00Z') }));
    const references = (await readOutbox(folder)).map(({ reference }) => reference);
    expect(references).toEqual(['a', 'b', 'c']);
  });

  it('is empty before anything is sent', async () => {
    expect(await readOutbox(folder)).toEqual([]);
  });

  it('has one file for a message that is sent twice at once', async () => {
    const sendings = await Promise.all([1, 2, 3].map(() => channel.send(buildMessage())));
    expect(new Set(sendings.map((sending) => JSON.stringify(sending))).size).toBe(1);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('keeps the first message of a reference', async () => {
    await channel.send(buildMessage());
    await channel.send(buildMessage({ at: at('2026-11-22T17:00Z') }));
    expect(await readOutbox(folder)).toMatchObject([{ sentAt: '2026-11-20T17:00:00.000Z' }]);
  });

  it('accepts any reference, also one that would lead out of the folder', async () => {
    await channel.send(buildMessage({ reference: '../../stray' }));
    expect(await readOutbox(folder)).toMatchObject([{ reference: '../../stray' }]);
    expect(readdirSync(parent)).toEqual(['outbox']);
  });

  it('ignores a message that was not written in full', async () => {
    await channel.send(buildMessage());
    writeFileSync(join(folder, 'killed.1.0.1.draft'), '{"reference":');
    expect(await readOutbox(folder)).toHaveLength(1);
  });

  it('refuses a file that is not one of its messages', async () => {
    await channel.send(buildMessage());
    writeFileSync(join(folder, 'stray.json'), '{"reference":"a"}');
    await expect(readOutbox(folder)).rejects.toThrow();
  });
});
