import { makeEpisodeId } from '../../support/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  receiveMessage,
  type QueueMessage,
  type ReceiveDependencies,
} from '../../../shared/intake/receive-message.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { at } from '../../support/facts.ts';
import {
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  buildUpdated,
  NORFOLK_FORCE,
  RECEIVED_AT,
  type PoliceEvent,
} from '../../support/messages.ts';
import { splitRecord } from '../../../shared/episodes/reference-record.ts';
import { foldEpisode } from '../../../shared/episodes/rules/fold-episode.ts';
import type { EpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { type CoreStores, createMemoryStores } from '../../support/core-stores.ts';

const BUILDERS = [buildReported, buildUpdated, buildFound, buildReturned, buildCancelled];
const REFERENCES = ['NC-1', 'NC-2'];

const anyEvent = fc
  .record({
    builder: fc.constantFrom(...BUILDERS),
    hour: fc.integer({ min: 0, max: 23 }),
    id: fc.integer({ min: 1, max: 12 }),
    minute: fc.integer({ min: 10, max: 59 }),
    reference: fc.constantFrom(...REFERENCES),
  })
  .map(({ builder, id, minute, hour, reference }): PoliceEvent => {
    const event = builder({
      id: `n-${id}`,
      subject: reference,
      time: `2026-11-21T08:${minute}:00Z`,
    });
    return { ...event, data: { ...event.data, ...happenAt(event, hour) } };
  });

/** Reported, found and back at any hour of the day before, so that a reference has several absences. */
const happenAt = ({ data }: PoliceEvent, hour: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['reportedAt', 'foundAt', 'returnedAt']
      .filter((field) => field in data)
      .map((field) => [field, `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`]),
  );

/** Distinct notifications, how often a force sends each, and how often the queue delivers each message. */
const anyTraffic = fc
  .uniqueArray(anyEvent, { minLength: 1, maxLength: 8, selector: ({ id }) => id })
  .chain((events) =>
    fc.record({
      events: fc.constant(events),
      deliveries: fc
        .tuple(
          ...events.map((event) =>
            fc
              .array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 })
              .map((sendings) => deliveriesOf(event, sendings)),
          ),
        )
        .map((all) => all.flat())
        .chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
      faults: fc.array(fc.constantFrom('none', 'before', 'after'), { maxLength: 12 }),
    }),
  );

const deliveriesOf = (event: PoliceEvent, sendings: readonly number[]): QueueMessage[] =>
  sendings.flatMap((times, sending) =>
    Array.from({ length: times }, () => ({
      messageId: `${String(event['id'])}-sent-${sending}`,
      body: JSON.stringify(event),
      receivedAt: RECEIVED_AT,
      firstReceivedAt: RECEIVED_AT,
      source: null,
    })),
  );

/** A table that fails before a write, or after it: a time-out may hide a committed write. */
const failing = (episodes: EpisodeStore, faults: string[]): EpisodeStore => ({
  ...episodes,
  write: async (write) => {
    const fault = faults.shift();
    if (fault === 'before') throw new Error('nothing was written');
    const outcome = await episodes.write(write);
    if (fault === 'after') throw new Error('it was written, but the reply was lost');
    return outcome;
  },
});

/** One running copy of the function: copies share the table and nothing else. */
const startCopy = (stores: CoreStores, episodes: EpisodeStore): ReceiveDependencies => ({
  ...stores,
  episodes,
  directory: DIRECTORY,
  backOff: () => Promise.resolve(),
  runInSequence: createNotificationSequences(),
});

/** The queue: three at a time, to two copies in turn, and again whatever failed. */
const deliver = async (
  copies: readonly ReceiveDependencies[],
  deliveries: readonly QueueMessage[],
) => {
  const waiting = [...deliveries];
  while (waiting.length > 0) {
    const batch = waiting.splice(0, 3);
    await Promise.all(
      batch.map(async (message, index) => {
        const ports = copies[index % copies.length];
        if (ports === undefined) throw new Error('no copy runs');
        await receiveMessage(ports, message).catch(() => waiting.push(message));
      }),
    );
  }
};

describe('whatever a force sends and a queue delivers, in any order, at once, and with any faults', () => {
  it('each notification is one fact, each message has one answer, and the state is the fold', async () => {
    await fc.assert(
      fc.asyncProperty(anyTraffic, async ({ events, deliveries, faults }) => {
        const stores = createMemoryStores();
        const episodes = failing(stores.episodes, [...faults]);
        await deliver([startCopy(stores, episodes), startCopy(stores, episodes)], deliveries);

        for (const reference of new Set(events.map(({ subject }) => String(subject)))) {
          const firstId = makeEpisodeId(NORFOLK_FORCE, reference);
          const record = await stores.episodes.readReference(firstId);
          const ids = events.filter((event) => event['subject'] === reference).map(({ id }) => id);
          expect(record.facts.map(({ id }) => id).sort()).toEqual(ids.sort());
          const occasions = splitRecord(record);
          expect(record.states).toHaveLength(occasions.length);
          for (const occasion of occasions)
            expect(occasion.stored?.episode).toEqual(
              foldEpisode(occasion.facts, DIRECTORY, occasion.actions, occasion),
            );
        }

        const pending = await stores.replies.listPending(at('2030-01-01T00:00Z'), 100);
        const kinds = pending.map(({ reply }) => reply.kind);
        const messages = new Set(deliveries.map(({ messageId }) => messageId));
        expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(events.length);
        expect(kinds.filter((kind) => kind === 'rejected')).toEqual([]);
        expect(new Set(pending.map(({ messageId }) => messageId))).toEqual(messages);
        expect(pending).toHaveLength(messages.size);
      }),
      { numRuns: 200 },
    );
  });
});
