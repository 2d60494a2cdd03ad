import { makeEpisodeId } from '../../support/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createReplyEvent } from '../../../shared/intake/send-reply.ts';
import {
  receiveMessage,
  type QueueMessage,
  type ReceiveDependencies,
} from '../../../shared/intake/receive-message.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { at } from '../../support/facts.ts';
import {
  buildReported,
  buildReturned,
  NORFOLK_FORCE,
  RECEIVED_AT,
  type PoliceEvent,
} from '../../support/messages.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { type CoreStores, createMemoryStores } from '../../support/core-stores.ts';

const REFERENCE = 'NC-2026-004512';
const EPISODE = makeEpisodeId(NORFOLK_FORCE, REFERENCE);

const message = (body: PoliceEvent | string, messageId = 'm-1'): QueueMessage => ({
  messageId,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  receivedAt: RECEIVED_AT,
  firstReceivedAt: RECEIVED_AT,
  source: null,
});

describe('taking in a message', () => {
  let stores: CoreStores;
  let ports: ReceiveDependencies;
  let waits: number;
  beforeEach(() => {
    stores = createMemoryStores();
    waits = 0;
    const backOff = () => {
      waits += 1;
      return Promise.resolve();
    };
    ports = {
      ...stores,
      directory: DIRECTORY,
      backOff,
      runInSequence: createNotificationSequences(),
    };
  });

  const listPending = () => stores.replies.listPending(at('2030-01-01T00:00Z'), 100);

  it('makes a task with a deadline of a return, before any report', async () => {
    const returned = buildReturned({ data: { returnedAt: '2026-11-21T01:30:00+00:00' } });
    expect(await receiveMessage(ports, message(returned))).toBe('accepted');
    const { stored } = await stores.episodes.read(EPISODE);
    expect(stored?.episode.status).toBe('incomplete');
    expect(stored?.episode.task?.dueAt).toBe(at('2026-11-24T01:30Z'));
  });

  it('recognises its own earlier work when the queue brings the same message again', async () => {
    await receiveMessage(ports, message(buildReported()));
    expect(await receiveMessage(ports, message(buildReported()))).toBe('seen-before');
    expect(await listPending()).toHaveLength(1);
  });

  it('answers the same notification in another message as a duplicate, without effect', async () => {
    await receiveMessage(ports, message(buildReported(), 'm-1'));
    const before = await stores.episodes.read(EPISODE);
    expect(await receiveMessage(ports, message(buildReported(), 'm-2'))).toBe('duplicate');
    expect(await stores.episodes.read(EPISODE)).toEqual(before);
    expect((await listPending()).map(({ reply }) => reply.kind).sort()).toEqual([
      'accepted',
      'duplicate',
    ]);
  });

  it('treats other white space and another order of fields as the same content', async () => {
    const event = buildReported();
    await receiveMessage(ports, message(event, 'm-1'));
    const turned = JSON.stringify(Object.fromEntries(Object.entries(event).reverse()), null, 2);
    expect(await receiveMessage(ports, message(turned, 'm-2'))).toBe('duplicate');
  });

  it('rejects an id that comes again with other content, and keeps that message', async () => {
    await receiveMessage(ports, message(buildReported(), 'm-1'));
    const other = buildReported({ data: { riskLevel: 'high' } });
    expect(await receiveMessage(ports, message(other, 'm-2'))).toBe('rejected');
    const { items } = await stores.rejections.list({
      forces: [NORFOLK_FORCE],
      after: null,
      limit: 9,
    });
    expect(items.map(({ errors }) => errors[0]?.code)).toEqual(['id-reused']);
  });

  it('rejects an id that was used for another episode', async () => {
    await receiveMessage(ports, message(buildReported(), 'm-1'));
    const elsewhere = buildReported({ subject: 'NC-2026-009999' });
    expect(await receiveMessage(ports, message(elsewhere, 'm-2'))).toBe('rejected');
  });

  it('keeps what it cannot read whole, and answers the force that is named in it', async () => {
    const truncated = JSON.stringify(buildReported()).slice(0, 200);
    expect(await receiveMessage(ports, message(truncated))).toBe('rejected');
    const [reply] = await listPending();
    expect(reply?.force).toBe(NORFOLK_FORCE);
    const { items } = await stores.rejections.list({
      forces: [NORFOLK_FORCE],
      after: null,
      limit: 9,
    });
    const kept = await stores.rejections.get(items[0]?.rejectionId ?? '');
    expect(kept?.body).toBe(truncated);
  });

  it('answers the force that the sender named beside an unreadable body', async () => {
    const named = { ...message('garbage'), source: `urn:police:${NORFOLK_FORCE}` };
    await receiveMessage(ports, named);
    expect((await listPending()).map(({ force }) => force)).toEqual([NORFOLK_FORCE]);
  });

  it('warns that a report after the known return opens a further episode', async () => {
    const returned = buildReturned({ data: { returnedAt: '2026-11-21T01:30:00Z' } });
    await receiveMessage(ports, message(returned, 'm-1'));
    const again = buildReported({
      id: 'again',
      time: '2026-11-21T08:00:00Z',
      data: { reportedAt: '2026-11-21T07:55:00Z' },
    });
    expect(await receiveMessage(ports, message(again, 'm-2'))).toBe('accepted');
    const answers = (await listPending()).map(({ reply }) => reply);
    expect(answers).toContainEqual(
      expect.objectContaining({
        warnings: [{ code: 'further-occasion', path: '/data/reportedAt' }],
      }),
    );
  });

  it('reads again and retries when another write came first', async () => {
    const outcomes: Awaited<ReturnType<EpisodeStore['write']>>[] = [
      { outcome: 'conflict' },
      { outcome: 'conflict' },
    ];
    const episodes: EpisodeStore = {
      ...stores.episodes,
      write: async (write) => outcomes.shift() ?? stores.episodes.write(write),
    };
    expect(await receiveMessage({ ...ports, episodes }, message(buildReported()))).toBe('accepted');
    expect(waits).toBe(2);
  });

  it('returns the message to the queue when every write conflicts, and stores nothing', async () => {
    const write = () => Promise.resolve({ outcome: 'conflict' } as const);
    const losing = { ...ports, episodes: { ...stores.episodes, write } };
    await expect(receiveMessage(losing, message(buildReported()))).rejects.toThrow('in conflict');
    expect(await stores.episodes.read(EPISODE)).toMatchObject({
      stored: null,
      facts: [],
      actions: [],
    });
    expect(await listPending()).toEqual([]);
  });

  it('accepts all of several messages of one episode at once', async () => {
    const events = Array.from({ length: 12 }, (_, index) =>
      buildReported({ id: `n-${index}`, time: `2026-11-20T22:${40 + index}:00Z` }),
    );
    const taken = await Promise.all(
      events.map((event, index) => receiveMessage(ports, message(event, `m-${index}`))),
    );
    expect(new Set(taken)).toEqual(new Set(['accepted']));
    expect((await stores.episodes.read(EPISODE)).facts).toHaveLength(12);
    expect(waits).toBe(0);
  });

  it('links the episodes of one child, and merges nobody on a name', async () => {
    const child = { givenName: 'Sam', familyName: 'Example', dateOfBirth: '2011-05-09' };
    const described = { ...child, homePostcode: 'NR1 1EF' };
    const report = (number: number, about: object) =>
      receiveMessage(
        ports,
        message(
          buildReported({
            id: `n-${number}`,
            subject: `NC-${number}`,
            data: { child: { ...described, authorityChildId: undefined, ...about } },
          }),
          `m-${number}`,
        ),
      );
    await report(1, { policePersonId: 'P1' });
    await report(2, { policePersonId: 'P1' });
    await report(3, {});
    const childOf = async (number: number) =>
      (await stores.episodes.read(makeEpisodeId(NORFOLK_FORCE, `NC-${number}`))).stored;
    const [first, second, third] = [await childOf(1), await childOf(2), await childOf(3)];
    expect(second?.childId).toBe(first?.childId);
    expect(third?.childId).not.toBe(first?.childId);
    const nameKey = third?.childKeys.find(({ kind }) => kind === 'name-birth');
    if (nameKey === undefined) throw new Error('no key by name');
    const possible = await stores.episodes.findChildren(nameKey);
    expect(new Set(possible.map(({ childId }) => childId)).size).toBe(2);
  });
});

describe('the reply to a force', () => {
  it('has the same id however often a notification is answered, and another for each duplicate', () => {
    const base = {
      key: { pk: 'p', sk: 's' },
      force: NORFOLK_FORCE,
      reference: REFERENCE,
      notificationId: 'n-1',
      messageId: 'm-1',
      receivedAt: RECEIVED_AT,
    };
    const accepted = { kind: 'accepted', episodeId: EPISODE, warnings: [] } as const;
    const duplicate = { kind: 'duplicate', episodeId: EPISODE } as const;
    const first = createReplyEvent({ ...base, reply: accepted });
    expect(createReplyEvent({ ...base, messageId: 'm-2', reply: accepted })).toEqual(first);
    const ids = [
      createReplyEvent({ ...base, reply: accepted }),
      createReplyEvent({ ...base, reply: duplicate }),
      createReplyEvent({ ...base, messageId: 'm-2', reply: duplicate }),
    ].map((event) => ('id' in event ? event.id : undefined));
    expect(new Set(ids).size).toBe(3);
  });
});
