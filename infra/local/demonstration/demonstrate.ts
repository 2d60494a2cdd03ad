import { SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as wait } from 'node:timers/promises';
import { addMs, DAY_MS, type Instant } from '../../../shared/kernel/instant.ts';
import { QUEUE } from '../../../shared/platform/names.ts';
import { readDirectory } from '../../directory.ts';
import { emptyTables, hasTables } from '../data-folder.ts';
import { CREDENTIALS } from '../emulators/start-emulators.ts';
import { serveLoading } from '../http/serve-loading.ts';
import type { LocalStack } from '../local-stack.ts';
import type { UseStack } from '../run-stack.ts';
import type { ComingContents } from '../stack-contents.ts';
import type { StartupContext } from '../startup-context.ts';
import { StartupError } from '../startup-error.ts';
import { computeHistory, type HistoryProgress } from './compute-history.ts';
import { generateFeed } from './feed.ts';
import { createForceSender } from './force-sender.ts';
import { type DemonstrationJournal, isThere, keepJournal } from './journal.ts';
import { createApiCaller } from './people/api-client.ts';
import { createOffices } from './people/offices.ts';
import { createStaff } from './people/simulated-staff.ts';
import { readSignalSentences, readStateSummary } from './people/summary.ts';
import { DEFAULT_WORK_RATES } from './people/work-rates.ts';
import { continueLive, continueWork } from './play.ts';

/** Fewer children than in Norfolk (113 a month), so that the history is there within a minute. */
const COUNTY = { seed: 2026, childrenPerMonth: 66 };

const HISTORY_MS = 15 * 7 * DAY_MS;

type Say = (line: string) => void;

export interface Demonstration {
  /** The history up to the clock's present. Null when the data has it already. */
  readonly beginContents: (ground: StartupContext) => ComingContents | null;
  /** Continues at the clock's speed: police through the queue, staff through the HTTP API. */
  readonly useStack: UseStack;
}

/**
 * 15 weeks of an invented county, with fewer episodes than Norfolk, up to the clock's present. They are computed in
 * memory, and the stack is filled with them. After a restart on the same data it continues where it ended.
 */
export const createDemonstration = (dataFolder: string | null, say: Say): Demonstration => {
  const keeper = keepJournal(dataFolder);
  let journal = keeper.read();
  const keep = (progress: DemonstrationJournal): void => {
    journal = progress;
    keeper.write(progress);
  };
  return {
    beginContents: (ground) => {
      if (journal !== null && isThere(journal)) return null;
      prepareData(ground, journal, say);
      keep(beginJournal(ground.clock.now()));
      return journal === null ? null : beginHistory(ground, journal, say);
    },
    useStack: async (stack, signal, announceReady) => {
      if (journal === null) return;
      if (!isThere(journal)) keep(completeJournal(journal));
      stack.startSchedules();
      announceReady();
      await live({ stack, signal, say, journal, keep });
    },
  };
};

const beginJournal = (now: Instant): DemonstrationJournal => {
  const from = addMs(now, -HISTORY_MS);
  return { from, until: now, sentBefore: from, workedUntil: from };
};

const completeJournal = ({ from, until }: DemonstrationJournal): DemonstrationJournal => ({
  from,
  until,
  sentBefore: until,
  workedUntil: until,
});

/** Throws a StartupError for data that somebody else has begun. */
const prepareData = (
  { data }: StartupContext,
  journal: DemonstrationJournal | null,
  say: Say,
): void => {
  if (data === null) return;
  if (journal !== null) {
    say('… demonstration: it was stopped before it was there, and begins anew');
    emptyTables(data);
  } else if (hasTables(data))
    throw new StartupError(
      `The data in ${data.folder} has no demonstration. Start it with --empty, or choose another folder with --data.`,
    );
};

const beginHistory = (
  { web, clock, cleanup }: StartupContext,
  { from, until }: DemonstrationJournal,
  say: Say,
): ComingContents => {
  let latest: HistoryProgress | null = null;
  web.serve(
    serveLoading({
      title: 'The demonstration is loading',
      describe: () => describeProgress(latest),
    }),
  );
  say(formatLoadingMessage(web.url, clock.now()));
  const sayProgress = createProgress(say);
  const plan = { ...COUNTY, from, until, publicUrl: web.url };
  return computeHistory(
    plan,
    (progress) => {
      latest = progress;
      sayProgress(progress);
    },
    cleanup,
  );
};

const formatLoadingMessage = (web: string, now: Instant): string => `
Homeward answers at ${web}/api/v1; its clock says ${now}.
The demonstration is loading: 15 weeks of an invented county. Until it is there, every answer says so.
`;

const describeProgress = (progress: HistoryProgress | null): string =>
  progress === null
    ? 'It has just begun.'
    : `It has received ${progress.sent} of ${progress.total} messages of the police. Then they are stored.`;

const PROGRESS_STEP = 0.1;

const createProgress = (say: Say) => {
  let said = 0;
  return ({ sent, total, now }: HistoryProgress): void => {
    if (sent < total && sent / total < said + PROGRESS_STEP) return;
    said = sent / total;
    say(`… demonstration: ${sent} of ${total} messages, ${now.slice(0, 10)}`);
  };
};

interface Living {
  readonly stack: LocalStack;
  readonly signal: AbortSignal;
  readonly say: Say;
  readonly journal: DemonstrationJournal;
  readonly keep: (journal: DemonstrationJournal) => void;
}

const live = async (living: Living): Promise<void> => {
  const { stack, signal } = living;
  const { endpoint, region, queues } = stack.description.sqs;
  const client = new SQSClient({ endpoint, region, credentials: CREDENTIALS });
  try {
    await Promise.all([
      sendOn(living, createForceSender(client, queues[QUEUE.notifications] ?? '')),
      workOn(living),
    ]);
  } catch (error) {
    // Requests that were running when the stack stopped may fail.
    if (!signal.aborted) throw error;
  } finally {
    client.destroy();
  }
};

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await wait(ms, undefined, { signal });
};

const workOn = async ({ stack, signal, say, journal }: Living): Promise<void> => {
  const ask = createApiCaller(stack.description.web, signal);
  const offices = createOffices(readDirectory().authorities, stack.description.people);
  const now = (): Instant => stack.now();
  say(`… demonstration: ${await readStateSummary(ask, offices, journal.from, now())}`);
  for (const sentence of await readSignalSentences(ask, offices)) say(`… emerging: ${sentence}`);
  say('… demonstration: from now on it continues at normal speed');
  const staff = createStaff({
    seed: COUNTY.seed,
    rates: DEFAULT_WORK_RATES,
    ask,
    offices,
    after: journal.workedUntil,
    present: journal.until,
  });
  await continueWork({ staff, now, wait: pause, signal });
};

const sendOn = async (
  { stack, journal, keep, signal }: Living,
  send: ReturnType<typeof createForceSender>,
): Promise<void> => {
  await continueLive({
    feed: generateFeed({ ...COUNTY, from: journal.from }),
    after: journal.sentBefore,
    send: async (batch) => {
      await send(batch);
      const last = batch.at(-1);
      if (last !== undefined) keep({ ...journal, sentBefore: addMs(last.sentAt, 1) });
    },
    now: () => stack.now(),
    wait: pause,
    signal,
  });
};
