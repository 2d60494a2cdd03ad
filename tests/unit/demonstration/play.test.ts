import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { continueLive } from '../../../infra/local/demonstration/play.ts';
import { addMs, HOUR_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { instantOf, SIX_WEEKS } from './feed-reading.ts';

const SEED = 30;
const HISTORY = [...generateFeed({ seed: SEED, ...SIX_WEEKS })];
const PRESENT = SIX_WEEKS.to;
const LATER = addMs(PRESENT, 24 * HOUR_MS);

interface ReceivedMessage {
  readonly message: FeedMessage;
  readonly at: Instant;
}

/** A receiver with a clock that only moves when it is set. */
const createReceiver = (start: Instant) => {
  let clock = start;
  const batches: (readonly FeedMessage[])[] = [];
  const received: ReceivedMessage[] = [];
  return {
    batches,
    received,
    now: (): Instant => clock,
    move: (to: Instant): void => {
      clock = to;
    },
    send: (messages: readonly FeedMessage[]): Promise<void> => {
      batches.push(messages);
      received.push(...messages.map((message) => ({ message, at: clock })));
      return Promise.resolve();
    },
  };
};

describe('living on', () => {
  const liveOn = async (
    receiver: ReturnType<typeof createReceiver>,
    wait: (ms: number, ending: AbortController) => Promise<void>,
  ): Promise<void> => {
    const ending = new AbortController();
    await continueLive({
      feed: generateFeed({ seed: SEED, from: SIX_WEEKS.from }),
      after: PRESENT,
      ...receiver,
      wait: (ms) => wait(ms, ending),
      signal: ending.signal,
    });
  };

  const following = [...generateFeed({ seed: SEED, from: SIX_WEEKS.from, to: LATER })].slice(
    HISTORY.length,
  );

  it('goes on where the history ended, without a gap and without a repeat', async () => {
    const receiver = createReceiver(PRESENT);
    await liveOn(receiver, (ms, ending) => {
      receiver.move(addMs(receiver.now(), ms));
      if (receiver.now() >= LATER) ending.abort();
      return Promise.resolve();
    });
    expect(following.length).toBeGreaterThan(20);
    expect(receiver.received.map(({ message }) => message)).toEqual(following);
  });

  it('sends each message at its instant, and looks at the clock at least every second', async () => {
    const receiver = createReceiver(PRESENT);
    const waits: number[] = [];
    await liveOn(receiver, (ms, ending) => {
      waits.push(ms);
      receiver.move(addMs(receiver.now(), ms));
      if (receiver.now() >= LATER) ending.abort();
      return Promise.resolve();
    });
    expect(receiver.received.every(({ message, at }) => message.sentAt === at)).toBe(true);
    expect(waits.every((ms) => ms <= 1000)).toBe(true);
  });

  it('sends all that fell due when the clock is moved over them, ten at a time', async () => {
    const receiver = createReceiver(PRESENT);
    let waits = 0;
    await liveOn(receiver, (_, ending) => {
      waits += 1;
      if (waits === 1) receiver.move(addMs(LATER, -1));
      else ending.abort();
      return Promise.resolve();
    });
    expect(receiver.received.map(({ message }) => message)).toEqual(following);
    expect(receiver.batches.length).toBe(Math.ceil(following.length / 10));
  });

  it('ends quietly when the wait itself is ended by the signal', async () => {
    const receiver = createReceiver(PRESENT);
    await liveOn(receiver, (_, ending) => {
      ending.abort();
      return Promise.reject(new Error('wait aborted'));
    });
    expect(receiver.received).toEqual([]);
  });

  it('fails when waiting fails for another reason', async () => {
    const receiver = createReceiver(PRESENT);
    const broken = liveOn(receiver, () => Promise.reject(new Error('no clock')));
    await expect(broken).rejects.toThrow('no clock');
  });

  it('can begin in a fresh process: what was sent before the present is left out', async () => {
    const receiver = createReceiver(instantOf('2026-11-21T10:00:00Z'));
    await liveOn(receiver, (_, ending) => {
      ending.abort();
      return Promise.resolve();
    });
    expect(receiver.received.map(({ message }) => message)).toEqual(
      following.filter(({ sentAt }) => sentAt <= '2026-11-21T10:00:00.000Z'),
    );
  });
});
