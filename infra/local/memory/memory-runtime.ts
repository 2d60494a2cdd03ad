import { formatAsciiJson } from '../../../shared/intake/reply-outbox.ts';
import type { AccessItem } from '../../../shared/access/access-tokens.ts';
import { createMemoryTable, type MemoryTable } from '../../../shared/database/memory-table.ts';
import type { Table } from '../../../shared/database/table.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import { formatEvidenceMessage } from '../../../shared/episodes/evidence-source.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { makeToken, type Tokens } from '../../../shared/kernel/system-random.ts';
import type { MessageTemplates } from '../../../shared/messaging/message-templates.ts';
import { createOutboxChannel, type OutboxEntry } from '../../../shared/messaging/outbox.ts';
import { createMemoryAccessTokens } from './memory-access-tokens.ts';
import {
  createAlerts,
  createEvidenceReader,
  createIntake,
  createPublish,
  createScheduledFunctions,
  type FunctionContext,
  type ScheduledFunctions,
} from './memory-functions.ts';
import { type BatchReader, createMemoryQueue, type MemoryQueue } from './memory-queue.ts';
import { createMemoryStream } from './memory-stream.ts';
import { createMemoryWeb } from './memory-web.ts';

type TableName = 'core' | 'themes' | 'audit';

/** What stands between a function and the outside world, so that a simulation can make it fail. */
export interface RuntimeFaults {
  readonly wrapTable: (table: Table, name: TableName) => Table;
  /** Stands between a queue and the function that reads it. */
  readonly wrapReader?: (reader: BatchReader, queue: keyof MemoryRuntime['queues']) => BatchReader;
  /** Called before a reply, a message or evidence work is sent, and after: throws to make it fail. */
  readonly beforeSend: () => void;
  readonly afterSend: () => void;
  /** While a sender waits for the provider of messages, others go on. */
  readonly takeTurn?: () => Promise<void>;
}

/** What SQS refuses in a message. */
const NOT_CARRIED = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

const NO_FAULTS: RuntimeFaults = {
  wrapTable: (table) => table,
  beforeSend: () => undefined,
  afterSend: () => undefined,
};

export interface RuntimeOptions {
  readonly directory: Directory;
  readonly templates: MessageTemplates;
  readonly start: Instant;
  /** Who may use the web application. */
  readonly access?: readonly AccessItem[];
  readonly makeToken?: Tokens;
  readonly publicUrl?: string;
  readonly faults?: RuntimeFaults;
}

export interface SentReply {
  readonly force: string;
  readonly event: Readonly<Record<string, unknown>>;
}

export type RequestOptions = Pick<RequestInit, 'method' | 'headers' | 'body'>;

/** The functions of the product over tables, a change stream and queues in memory. Nothing happens by itself. */
export interface MemoryRuntime extends RuntimeWork {
  readonly tables: Readonly<Record<TableName, MemoryTable>>;
  readonly queues: { readonly notifications: MemoryQueue; readonly evidence: MemoryQueue };
  readonly replies: readonly SentReply[];
  /** Messages to people, as they get them. */
  readonly messages: readonly OutboxEntry[];
  /** Everything that a function reported as a fault. */
  readonly faults: readonly unknown[];
  readonly streamFailures: () => readonly { readonly follower: string; readonly eventID: string }[];
  /** How often the batch of the stream that failed most often was tried. */
  readonly streamTries: () => number;
  readonly now: () => Instant;
  readonly setTime: (now: Instant) => void;
  /** One request to the web application, made now. */
  readonly request: (path: string, options?: RequestOptions) => Promise<Response>;
  /** What a schedule starts, due now. */
  readonly run: (name: keyof ScheduledFunctions) => Promise<void>;
  /** Delivers the last records of the stream again. */
  readonly rewindStream: (records: number) => void;
  /** The follower never gets its next records: they expired, or were given up. */
  readonly skipStream: (follower: 'publish' | 'alerts', records: number) => void;
}

/** Each does what one invocation of the function does; false when there was nothing to do. */
export interface RuntimeWork {
  readonly runIntake: (batchSize?: number) => Promise<boolean>;
  readonly runPublish: () => Promise<boolean>;
  readonly runAlerts: () => Promise<boolean>;
  readonly runEvidence: () => Promise<boolean>;
}

/** What waits on the queues and streams is done, and what comes of it, until nothing is left that can be done now. */
export const finishWork = async (runtime: RuntimeWork): Promise<void> => {
  const { runIntake, runPublish, runAlerts, runEvidence } = runtime;
  let isBusy = true;
  while (isBusy) {
    isBusy = false;
    for (const run of [runIntake, runPublish, runEvidence, runAlerts])
      while (await run()) isBusy = true;
  }
};

const QUEUE_SETTINGS = { visibilityMs: 120_000, maxReceiveCount: 5 };
const BATCH_SIZE = 10;

type Clock = () => Instant;

const createQueues = () => ({
  notifications: createMemoryQueue('notifications', QUEUE_SETTINGS),
  evidence: createMemoryQueue('evidence', QUEUE_SETTINGS),
});
type Queues = ReturnType<typeof createQueues>;

/** Where replies, messages and evidence work go, through the faults. */
const createSenders = (
  { templates, faults = NO_FAULTS }: RuntimeOptions,
  queues: Queues,
  now: Clock,
) => {
  const replies: SentReply[] = [];
  const messages: OutboxEntry[] = [];
  const references = new Set<string>();
  const send = (work: () => void): Promise<void> =>
    Promise.resolve().then(() => {
      faults.beforeSend();
      work();
      faults.afterSend();
    });
  const ports: Pick<FunctionContext, 'sender' | 'evidence' | 'channel'> = {
    sender: {
      send: async (force, event) => {
        const text = formatAsciiJson(event);
        if (NOT_CARRIED.test(text)) return 'refused';
        await send(() => {
          replies.push({ force, event: JSON.parse(text) as SentReply['event'] });
        });
        return 'sent';
      },
    },
    evidence: {
      request: (episodeIds) =>
        send(() => {
          for (const episodeId of episodeIds)
            queues.evidence.send(formatEvidenceMessage(episodeId), now());
        }),
    },
    channel: createOutboxChannel(
      templates,
      async (entry) => {
        // GOV.UK Notify is asked for the reference first. Two who ask at the same moment both send.
        if (references.has(entry.reference)) return;
        await faults.takeTurn?.();
        await send(() => {
          references.add(entry.reference);
          messages.push(entry);
        });
      },
      (reference) => Promise.resolve(references.has(reference)),
    ),
  };
  return { replies, messages, ports };
};

const createTables = (onCoreChange: Parameters<typeof createMemoryTable>[0]) => ({
  core: createMemoryTable(onCoreChange),
  themes: createMemoryTable(),
  audit: createMemoryTable(),
});

const createContext = (
  options: RuntimeOptions,
  tables: MemoryRuntime['tables'],
  ports: ReturnType<typeof createSenders>['ports'],
  reportFault: (error: unknown) => void,
): FunctionContext => {
  const { directory, faults = NO_FAULTS, publicUrl = 'https://homeward.example' } = options;
  return {
    ...ports,
    core: faults.wrapTable(tables.core, 'core'),
    themes: faults.wrapTable(tables.themes, 'themes'),
    directory,
    publicUrl,
    backOff: () => Promise.resolve(),
    reportFault,
  };
};

export const createMemoryRuntime = (options: RuntimeOptions): MemoryRuntime => {
  let time = options.start;
  const now: Clock = () => time;
  const stream = createMemoryStream();
  const queues = createQueues();
  const tables = createTables((change) => {
    stream.append(change, time);
  });
  const { replies, messages, ports } = createSenders(options, queues, now);
  const faults: unknown[] = [];
  const context = createContext(options, tables, ports, (error) => faults.push(error));
  const [publish, alerts] = [createPublish(context), createAlerts(context)];
  const { wrapReader = (reader: BatchReader) => reader } = options.faults ?? NO_FAULTS;
  const intake = wrapReader(createIntake(context), 'notifications');
  const evidence = wrapReader(createEvidenceReader(context), 'evidence');
  const scheduled = createScheduledFunctions(context);
  const web = createMemoryWeb({
    ...context,
    audit: (options.faults ?? NO_FAULTS).wrapTable(tables.audit, 'audit'),
    authenticator: createMemoryAccessTokens(options.access ?? []),
    makeToken: options.makeToken ?? makeToken,
    readOutbox: () => Promise.resolve([...messages]),
  });
  let requests = 0;
  const read = (queue: MemoryQueue, size: number, reader: BatchReader) =>
    queue.deliver(time, size, reader);
  return {
    tables,
    queues,
    replies,
    messages,
    faults,
    streamFailures: () => stream.failures(),
    streamTries: () => stream.mostTries(),
    now,
    setTime: (instant) => {
      time = instant;
    },
    request: async (path, init = {}) =>
      web.request(path, init, {
        now: time,
        requestId: `request-${(requests += 1)}`,
        address: null,
      }),
    run: (name) => scheduled[name](time),
    runIntake: (batchSize = BATCH_SIZE) => read(queues.notifications, batchSize, intake),
    runEvidence: () => read(queues.evidence, BATCH_SIZE, evidence),
    runPublish: () => stream.deliver(publish),
    runAlerts: () => stream.deliver(alerts),
    rewindStream: (records) => {
      stream.rewind(publish, records);
      stream.rewind(alerts, records);
    },
    skipStream: (follower, records) => {
      stream.skip(follower === 'publish' ? publish : alerts, records);
    },
  };
};
