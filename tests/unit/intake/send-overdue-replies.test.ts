import { beforeEach, describe, expect, it } from 'vitest';
import { type ReplyDependencies, sendOverdueReplies } from '../../../shared/intake/send-reply.ts';
import { at } from '../../support/facts.ts';
import { formatAsciiJson, type ReplySender } from '../../../shared/intake/reply-outbox.ts';
import { type CoreStores, createMemoryStores } from '../../support/core-stores.ts';

const receipt = (number: number, firstReceivedAt: string, receivedAt = firstReceivedAt) => ({
  force: 'E23000024',
  reference: `NC-${number}`,
  notificationId: `n-${number}`,
  episodeId: `ep-${number}`,
  receivedAt: at(receivedAt),
  firstReceivedAt: at(firstReceivedAt),
  messageId: `m-${number}`,
});

const idOf = (event: object): unknown => ('id' in event ? event.id : undefined);

describe('a reply that was lost on its way', () => {
  let stores: CoreStores;
  let sent: object[];
  let sender: ReplySender;
  let parked: string[];
  beforeEach(() => {
    stores = createMemoryStores();
    sent = [];
    parked = [];
    sender = {
      send: (_force, event) => {
        sent.push(event);
        return Promise.resolve('sent');
      },
    };
  });
  const reconcile = (now: string, over: Partial<ReplyDependencies> = {}) =>
    sendOverdueReplies(
      { sender, outbox: stores.replies, reportParked: (id) => parked.push(id), ...over },
      at(now),
      () => true,
    );

  it('is sent after ten minutes, once', async () => {
    await stores.duplicates.write(receipt(1, '2026-11-21T09:00Z'));
    expect(await reconcile('2026-11-21T09:10Z')).toBe(1);
    expect(await reconcile('2026-11-21T09:25Z')).toBe(0);
    expect(sent).toHaveLength(1);
  });

  it('is left to the stream until then', async () => {
    await stores.duplicates.write(receipt(1, '2026-11-21T09:00Z'));
    expect(await reconcile('2026-11-21T09:09Z')).toBe(0);
    expect(sent).toEqual([]);
  });

  it('is left to the stream however long the message had waited on the queue: an outage of ours is no lost reply', async () => {
    await stores.duplicates.write(receipt(1, '2026-11-21T09:00Z', '2026-11-18T09:00Z'));
    expect(await reconcile('2026-11-21T09:09Z')).toBe(0);
    expect(sent).toEqual([]);
  });

  it('is sent oldest first', async () => {
    await stores.duplicates.write(receipt(2, '2026-11-21T08:30Z'));
    await stores.duplicates.write(receipt(1, '2026-11-21T08:00Z'));
    await reconcile('2026-11-21T09:00Z');
    const subjects = sent.map((event) => ('subject' in event ? event.subject : undefined));
    expect(subjects).toEqual(['NC-1', 'NC-2']);
  });

  it('fails the run when it cannot be sent, stays pending, and has the same id the next time', async () => {
    await stores.duplicates.write(receipt(1, '2026-11-21T08:00Z'));
    const attempted: object[] = [];
    const down: ReplySender = {
      send: (_force, event) => {
        attempted.push(event);
        return Promise.reject(new Error('the queue does not answer'));
      },
    };
    await expect(reconcile('2026-11-21T09:00Z', { sender: down })).rejects.toThrow('1 overdue');
    expect(await reconcile('2026-11-21T09:15Z')).toBe(1);
    expect(sent.map(idOf)).toEqual(attempted.map(idOf));
  });

  it('holds up none of the others when it cannot be sent, however many there are', async () => {
    for (const number of Array.from({ length: 230 }, (_, index) => index))
      await stores.duplicates.write(receipt(number, '2026-11-21T08:00Z'));
    await stores.duplicates.write(receipt(999, '2026-11-21T08:01Z'));
    const withoutQueue: ReplySender = {
      send: (force, event) =>
        JSON.stringify(event).includes('NC-999')
          ? sender.send(force, event)
          : Promise.reject(new Error('its force has no queue')),
    };
    const run = reconcile('2026-11-21T09:00Z', { sender: withoutQueue });
    await expect(run).rejects.toThrow('230 overdue');
    expect(sent).toHaveLength(1);
    expect(await stores.replies.listPending(at('2026-11-21T10:00Z'), 999)).toHaveLength(230);
  });

  it('is parked when its queue will never take it: it is reported once, and never tried again', async () => {
    for (const number of [1, 2])
      await stores.duplicates.write(receipt(number, `2026-11-21T08:0${number}Z`));
    const picky: ReplySender = {
      send: (force, event) =>
        JSON.stringify(event).includes('NC-1')
          ? Promise.resolve('refused')
          : sender.send(force, event),
    };
    expect(await reconcile('2026-11-21T09:00Z', { sender: picky })).toBe(2);
    expect([sent.length, parked]).toEqual([1, ['m-1']]);
    expect(await reconcile('2026-11-21T09:15Z', { sender: picky })).toBe(0);
    expect(parked).toEqual(['m-1']);
  });
});

describe('what is put on a queue of a force', () => {
  it.each(['\uffff', '\ufffe', 'Łukasz', '\u{1f98a}', '\ud800', '\u007f', '\u2028'])(
    'is ASCII only, and means the same: %j',
    (text) => {
      const json = formatAsciiJson({ subject: text });
      expect(json).toMatch(/^[\x20-\x7e]*$/);
      expect(JSON.parse(json)).toEqual({ subject: text });
    },
  );
});
