import { describe, expect, it } from 'vitest';
import { createMemoryQueue } from '../../../infra/local/memory/memory-queue.ts';
import { addMs, SECOND_MS } from '../../../shared/kernel/instant.ts';
import { at } from '../../support/facts.ts';
import { describeQueue, MAX_RECEIVES, type QueueUnderTest } from './queue-contract.ts';

const NOW = at('2026-11-21T09:00Z');

const open = (): QueueUnderTest => {
  let now = NOW;
  const queue = createMemoryQueue('test', {
    visibilityMs: SECOND_MS,
    maxReceiveCount: MAX_RECEIVES,
  });
  return {
    send: (body, source) => Promise.resolve(queue.send(body, now, source)),
    receive: (most) => Promise.resolve(queue.receive(now, most)),
    receiveLater: (most) => {
      now = addMs(now, SECOND_MS);
      return Promise.resolve(queue.receive(now, most));
    },
    delete: (receiptHandle) => {
      queue.delete(receiptHandle);
      return Promise.resolve();
    },
    release: (receiptHandle) => {
      queue.release(receiptHandle, now);
      return Promise.resolve();
    },
    deadLetters: () =>
      Promise.resolve(queue.deadLetters().map(({ messageId, body }) => ({ messageId, body }))),
  };
};

describeQueue('in memory', () => Promise.resolve(open()));

describe('a function behind a queue in memory', () => {
  const openWith = (...bodies: readonly string[]) => {
    const queue = createMemoryQueue('test', { visibilityMs: SECOND_MS, maxReceiveCount: 3 });
    for (const body of bodies) queue.send(body, NOW);
    return queue;
  };
  const listAgain = (queue: ReturnType<typeof openWith>, now = addMs(NOW, 2 * SECOND_MS)) =>
    queue.receive(now, 10).map(({ body }) => body);

  it('gets the whole batch again when it names a message that was not in it, as on Lambda', async () => {
    const queue = openWith('one', 'two');
    await queue.deliver(NOW, 10, () =>
      Promise.resolve({ batchItemFailures: [{ itemIdentifier: 'another' }] }),
    );
    expect(listAgain(queue)).toEqual(['one', 'two']);
  });

  it('cannot delete a message that it was too slow for, and that another has by now', async () => {
    const queue = openWith('slow');
    await queue.deliver(NOW, 10, () => {
      queue.receive(addMs(NOW, SECOND_MS), 10);
      return Promise.resolve({ batchItemFailures: [] });
    });
    expect(listAgain(queue)).toEqual(['slow']);
  });
});
