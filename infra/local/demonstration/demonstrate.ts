import { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { setTimeout as wait } from 'node:timers/promises';
import { addMs, toMs, type Instant, DAY_MS } from '../../../shared/kernel/instant.ts';
import { QUEUE, SOURCE_ATTRIBUTE } from '../../../shared/platform/names.ts';
import { generateFeed } from './feed.ts';
import { createStaff, type SimulatedStaff } from './people/simulated-staff.ts';
import { DEFAULT_WORK_RATES } from './people/work-rates.ts';
import {
  continueLive,
  playHistory,
  type SendBatch,
  splitIntoPeriods,
  playPeriods,
  continueWork,
} from './play.ts';
import { readDirectory } from '../../directory.ts';
import { readWallClock } from '../clock.ts';
import { CREDENTIALS } from '../emulators/start-emulators.ts';
import type { LocalStack } from '../local-stack.ts';
import { keepJournal, type DemonstrationJournal } from './journal.ts';
import { createApiCaller, type CallApi } from './people/api-client.ts';
import { readStateSummary, readSignalSentences } from './people/summary.ts';
import { createOffices, type Office } from './people/offices.ts';

const SEED = 2026;

const HISTORY_MS = 15 * 7 * DAY_MS;

/** Fewer than in Norfolk (113), so that fifteen weeks are played in minutes. */
const CHILDREN_PER_MONTH = 66;

const PROGRESS_STEP = 0.1;

export interface DemonstrateOptions {
  readonly stack: LocalStack;
  readonly dataFolder: string | null;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Called when the history has been received and the clock shows the present again. */
  readonly announceReady: () => void;
}

const beginJournal = (now: Instant): DemonstrationJournal => {
  const from = addMs(now, -HISTORY_MS);
  return { from, until: now, sentBefore: from, workedUntil: from };
};

const createProgress = (say: DemonstrateOptions['say'], total: number) => {
  let [sent, said] = [0, 0];
  return (more: number, now: Instant): void => {
    sent += more;
    if (sent < total && sent / total < said + PROGRESS_STEP) return;
    said = sent / total;
    say(`… demonstration: ${sent} of ${total} messages, ${now.slice(0, 10)}`);
  };
};

interface Playing extends DemonstrateOptions {
  readonly journal: DemonstrationJournal;
  readonly keep: (progress: Partial<DemonstrationJournal>) => void;
  readonly send: SendBatch;
  readonly ask: CallApi;
  readonly offices: readonly Office[];
  readonly staff: SimulatedStaff;
}

const prepare = (options: DemonstrateOptions, send: SendBatch): Playing => {
  const { stack, signal } = options;
  const keeper = keepJournal(options.dataFolder);
  const journal = keeper.read() ?? beginJournal(stack.now());
  let kept = journal;
  const ask = createApiCaller(stack.description.web, signal);
  const offices = createOffices(readDirectory().authorities, stack.description.people);
  const staff = createStaff({
    seed: SEED,
    rates: DEFAULT_WORK_RATES,
    ask,
    offices,
    after: journal.workedUntil,
    present: journal.until,
  });
  const keep = (progress: Partial<DemonstrationJournal>): void => {
    kept = { ...kept, ...progress };
    keeper.write(kept);
  };
  return { ...options, journal, keep, send, ask, offices, staff };
};

/**
 * Plays 15 weeks of an invented county, with fewer episodes than Norfolk, up to the clock's present: police through the
 * queue, practitioners and managers through the HTTP API. Then it starts the schedules, announces the stack and continues
 * at the clock's speed until the signal. The stack is not announced earlier because its clock shows the past: a message
 * sent then would be refused as in the future. After a restart on the same data it continues where it ended.
 */
export const demonstrate = async (options: DemonstrateOptions): Promise<void> => {
  const { stack, signal } = options;
  const { endpoint, region, queues } = stack.description.sqs;
  const client = new SQSClient({ endpoint, region, credentials: CREDENTIALS });
  try {
    const send = createForceSender(client, queues[QUEUE.notifications] ?? '');
    await continueDemonstration(prepare(options, send));
  } catch (error) {
    // Requests that were running when the stack stopped may fail.
    if (!signal.aborted) throw error;
  } finally {
    client.destroy();
  }
};

const continueDemonstration = async (playing: Playing): Promise<void> => {
  const { stack, signal, say, ask, offices, journal } = playing;
  await playTo(playing);
  if (signal.aborted) return;
  stack.startSchedules();
  playing.announceReady();
  say(`… demonstration: ${await readStateSummary(ask, offices, journal.from, stack.now())}`);
  for (const sentence of await readSignalSentences(ask, offices)) say(`… emerging: ${sentence}`);
  say('… demonstration: from now on it continues at normal speed');
  await Promise.all([
    sendOn(playing),
    continueWork({ ...playing, now: () => stack.now(), wait: pause }),
  ]);
};

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await wait(ms, undefined, { signal });
};

const playTo = async (playing: Playing): Promise<void> => {
  const { stack, journal, keep, send, say, signal } = playing;
  const { from, until, sentBefore, workedUntil } = journal;
  const startedMs = readWallClock();
  if (sentBefore === from) stack.clock.setTo(toMs(from));
  const feed = [
    ...generateFeed({ seed: SEED, from, to: until, childrenPerMonth: CHILDREN_PER_MONTH }),
  ];
  const left = feed.filter(({ sentAt }) => sentAt >= sentBefore);
  const progress = createProgress(say, left.length);
  const stepClock = (to: Instant): Promise<void> => {
    if (to > stack.now()) stack.clock.setTo(toMs(to));
    return Promise.resolve();
  };
  await playPeriods({
    ...playing,
    periods: splitIntoPeriods(left, { from, until }).filter((period) => period.until > workedUntil),
    send: async (messages) => {
      const sendAndKeep: SendBatch = async (batch) => {
        await send(batch);
        const last = batch.at(-1);
        if (last === undefined) return;
        keep({ sentBefore: last.sentAt });
        progress(batch.length, last.sentAt);
      };
      await playHistory({ feed: messages, send: sendAndKeep, stepClock, signal });
    },
    stepClock,
    waitUntilReceived: () => waitUntilTaken(playing),
    runSchedules: () => stack.runSchedules(),
    keep: (to) => {
      keep({ workedUntil: to });
    },
  });
  // Playing took time, and the present moved on by as much.
  if (!signal.aborted) await stepClock(addMs(until, readWallClock() - startedMs));
};

const POLL_MS = 20;

const waitUntilTaken = async ({ stack, signal }: Playing): Promise<void> => {
  const isTaken = (): boolean => {
    const depth = stack.status().queues[QUEUE.notifications];
    return (depth?.waiting ?? 0) + (depth?.inFlight ?? 0) === 0;
  };
  while (!signal.aborted && !isTaken()) await pause(POLL_MS, signal);
};

const sendOn = async ({ stack, journal, keep, send, signal }: Playing): Promise<void> => {
  const after = journal.sentBefore > journal.until ? journal.sentBefore : journal.until;
  await continueLive({
    feed: generateFeed({
      seed: SEED,
      from: journal.from,
      childrenPerMonth: CHILDREN_PER_MONTH,
    }),
    after,
    send: async (batch) => {
      await send(batch);
      const last = batch.at(-1);
      if (last !== undefined) keep({ sentBefore: addMs(last.sentAt, 1) });
    },
    now: () => stack.now(),
    wait: pause,
    signal,
  });
};

/** Each message names its force, as the forces' own do. Rejects when the queue does not accept a message. */
export const createForceSender = (client: SQSClient, queueUrl: string): SendBatch => {
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
