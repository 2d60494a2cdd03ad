import { IDS, makeEpisodeId } from '../../support/ids.ts';
import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { replayDeadLetters } from '../../../infra/commands/dead-letters.ts';
import type { BatchReader } from '../../../infra/local/memory/memory-queue.ts';
import { createMemoryRuntime } from '../../../infra/local/memory/memory-runtime.ts';
import { readMessageTemplates } from '../../../infra/message-templates.ts';
import { createEpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { addMs, DAY_MS, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { DIRECTORY } from '../../support/directory.ts';
import { at } from '../../support/facts.ts';
import { bodyOf, buildReported, NORFOLK_FORCE } from '../../support/messages.ts';

const SENT_AT = at('2026-11-21T09:00Z');

const createOutage = () => {
  let isDown = true;
  let intake: BatchReader = () => Promise.resolve({ batchItemFailures: [] });
  const failWhileDown =
    (reader: BatchReader): BatchReader =>
    (event) =>
      isDown
        ? Promise.resolve({
            batchItemFailures: event.Records.map(({ messageId }) => ({
              itemIdentifier: messageId,
            })),
          })
        : reader(event);
  const runtime = createMemoryRuntime({
    directory: DIRECTORY,
    templates: readMessageTemplates(),
    start: SENT_AT,
    faults: {
      wrapTable: (table) => table,
      wrapReader: (reader, queue) => {
        const wrapped = failWhileDown(reader);
        if (queue === 'notifications') intake = wrapped;
        return wrapped;
      },
      beforeSend: () => undefined,
      afterSend: () => undefined,
    },
  });
  const { notifications } = runtime.queues;
  const waiting: SQSRecord[] = [];
  const runUntilDead = async (): Promise<void> => {
    for (let tries = 0; tries <= 5; tries += 1) {
      await runtime.runIntake();
      runtime.setTime(addMs(runtime.now(), 2 * MINUTE_MS));
    }
    waiting.push(...notifications.deadLetters());
  };
  const replay = () => {
    const visible = [...waiting];
    return replayDeadLetters(
      {
        receive: () => Promise.resolve(visible.splice(0, 10)),
        takeIn: async (event) => {
          const { batchItemFailures } = await intake(event);
          return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        },
        remove: (records) => {
          for (const one of records) waiting.splice(waiting.indexOf(one), 1);
          return Promise.resolve();
        },
      },
      () => undefined,
    );
  };
  const mend = (): void => {
    isDown = false;
  };
  return { runtime, notifications, waiting, runUntilDead, replay, mend };
};

describe('a message that failed five times for our reasons', () => {
  it('is taken in two days later with the time at which police sent it, and answered once', async () => {
    const { runtime, notifications, waiting, runUntilDead, replay, mend } = createOutage();
    notifications.send(bodyOf(buildReported({ subject: 'NC-1' })), SENT_AT);
    await runUntilDead();
    expect([notifications.size(), waiting.length]).toEqual([0, 1]);
    runtime.setTime(addMs(SENT_AT, 2 * DAY_MS));
    mend();
    expect(await replay()).toEqual({ replayed: 1, failed: 0 });
    const record = await createEpisodeStore(runtime.tables.core, IDS).read(
      makeEpisodeId(NORFOLK_FORCE, 'NC-1'),
    );
    expect(record.facts.map(({ receivedAt }) => receivedAt)).toEqual([SENT_AT]);
    await runtime.runPublish();
    expect(runtime.replies).toHaveLength(1);
    expect(waiting).toEqual([]);
  });

  it('stays in the dead-letter queue while it fails, and can be tried again', async () => {
    const { notifications, waiting, runUntilDead, replay, mend } = createOutage();
    notifications.send(bodyOf(buildReported({ subject: 'NC-1' })), SENT_AT);
    await runUntilDead();
    expect(await replay()).toEqual({ replayed: 0, failed: 1 });
    expect(waiting).toHaveLength(1);
    mend();
    expect(await replay()).toEqual({ replayed: 1, failed: 0 });
  });

  it('does no harm when it was stored, and the replay stopped before it was removed', async () => {
    const { runtime, notifications, waiting, runUntilDead, replay, mend } = createOutage();
    notifications.send(bodyOf(buildReported({ subject: 'NC-1' })), SENT_AT);
    await runUntilDead();
    const [letter] = waiting;
    mend();
    await replay();
    if (letter !== undefined) waiting.push(letter);
    expect(await replay()).toEqual({ replayed: 1, failed: 0 });
    while (await runtime.runPublish());
    expect(runtime.replies).toHaveLength(1);
  });
});
