import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as wait } from 'node:timers/promises';
import { addMs, HOUR_MS, msOf, type Instant } from '../../shared/domain/instant.ts';
import { QUEUE, SOURCE_ATTRIBUTE } from '../../shared/platform/names.ts';
import { generateFeed } from '../demonstration/feed.ts';
import { continueLive, playHistory, type SendBatch } from '../demonstration/play.ts';
import { keepJournal, type DemonstrationJournal } from './demonstration-journal.ts';
import { CREDENTIALS } from './emulators/clients.ts';
import type { LocalStack } from './local-stack.ts';

/** Any number will do; this one is the same for everybody, so that they see the same county. */
const SEED = 2026;
const HISTORY_MS = 6 * 7 * 24 * HOUR_MS;
const PROGRESS_STEP = 0.1;
const LEFT_STEP = 250;
const POLL_MS = 500;

export interface DemonstrateOptions {
  readonly stack: LocalStack;
  readonly dataFolder: string | null;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Called when the history is on the queue and the clock shows the present again. */
  readonly announceReady: () => void;
}

const createSender = (client: SQSClient, queueUrl: string): SendBatch => {
  return async (messages) => {
    const entries = messages.map(({ body, force }, index) => ({
      Id: String(index),
      MessageBody: body,
      MessageAttributes: {
        [SOURCE_ATTRIBUTE]: { DataType: 'String', StringValue: `urn:police:${force}` },
      },
    }));
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    if (Failed.length > 0) throw new Error(`The queue refused ${Failed.length} messages.`);
  };
};

const beginJournal = (now: Instant): DemonstrationJournal => {
  const from = addMs(now, -HISTORY_MS);
  return { from, until: now, sentBefore: from };
};

/** Says how far it is, in steps a person can read. */
const createProgress = (say: DemonstrateOptions['say']) => {
  let said = 0;
  return ({ sent, total, now }: { sent: number; total: number; now: Instant }): void => {
    if (sent < total && sent / total < said + PROGRESS_STEP) return;
    said = sent / total;
    say(`… demonstration: ${sent} of ${total} messages, ${now.slice(0, 10)}`);
  };
};

/**
 * Plays six weeks of an invented Norfolk-sized county through the queue, as its police would, up to
 * the present of the clock; then starts the schedules, announces the stack, and lives on at the clock's
 * own speed until the signal. Before, the clock shows the past: who sent something then would be told
 * that it is in the future. On data that was played before it goes on where it ended.
 */
export const demonstrate = async (options: DemonstrateOptions): Promise<void> => {
  const { stack, say, signal } = options;
  const { endpoint, region, queues } = stack.description.sqs;
  const client = new SQSClient({ endpoint, region, credentials: CREDENTIALS });
  const keeper = keepJournal(options.dataFolder);
  const journal = keeper.read() ?? beginJournal(stack.now());
  const send = createSender(client, queues[QUEUE.notifications] ?? '');
  const keep = (sentBefore: Instant): void => {
    keeper.write({ ...journal, sentBefore });
  };
  try {
    await playTo(journal, { ...options, send, keep });
    if (signal.aborted) return;
    stack.startSchedules();
    options.announceReady();
    await waitUntilTaken(options);
    say('… demonstration: all taken in; from now on it lives at normal speed');
    await liveOn(journal, { ...options, send, keep });
  } finally {
    client.destroy();
  }
};

/** Sending is quicker than taking in: says how much is left, until nothing is. */
const waitUntilTaken = async ({ stack, say, signal }: DemonstrateOptions): Promise<void> => {
  let said = Infinity;
  while (!signal.aborted) {
    const depth = stack.status().queues[QUEUE.notifications];
    const left = (depth?.waiting ?? 0) + (depth?.inFlight ?? 0);
    if (left === 0) return;
    if (left <= said - LEFT_STEP) {
      say(`… demonstration: ${left} messages still to be taken in`);
      said = left;
    }
    await wait(POLL_MS, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
};

interface Playing extends DemonstrateOptions {
  readonly send: SendBatch;
  readonly keep: (sentBefore: Instant) => void;
}

const playTo = async (journal: DemonstrationJournal, playing: Playing): Promise<void> => {
  const { stack, send, keep, say, signal } = playing;
  const { from, until, sentBefore } = journal;
  if (sentBefore === from) stack.clock.setTo(msOf(from));
  const world = [...generateFeed({ seed: SEED, from, to: until })];
  await playHistory({
    feed: world.filter(({ sentAt }) => sentAt >= sentBefore),
    send: async (batch) => {
      await send(batch);
      const last = batch.at(-1);
      if (last !== undefined) keep(last.sentAt);
    },
    stepClock: (to) => {
      if (to > stack.now()) stack.clock.setTo(msOf(to));
      return Promise.resolve();
    },
    progress: createProgress(say),
    signal,
  });
  if (!signal.aborted && stack.now() < until) stack.clock.setTo(msOf(until));
};

const liveOn = async (journal: DemonstrationJournal, playing: Playing): Promise<void> => {
  const { stack, send, keep, signal } = playing;
  const after = journal.sentBefore > journal.until ? journal.sentBefore : journal.until;
  await continueLive({
    feed: generateFeed({ seed: SEED, from: journal.from }),
    after,
    send: async (batch) => {
      await send(batch);
      const last = batch.at(-1);
      if (last !== undefined) keep(addMs(last.sentAt, 1));
    },
    now: () => stack.now(),
    wait: async (ms, stop) => {
      await wait(ms, undefined, { signal: stop });
    },
    signal,
  });
};
