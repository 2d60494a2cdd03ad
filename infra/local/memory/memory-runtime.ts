import { applyBatch } from '../../../functions/evidence/apply-batch.ts';
import { receiveBatch } from '../../../functions/intake/receive-batch.ts';
import { publishBatch } from '../../../functions/publish/publish-batch.ts';
import { sendBatch } from '../../../functions/alerts/send-batch.ts';
import { createWakeUps, parseWakeUp } from '../../../shared/alerts/wake-ups.ts';
import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import type { Table } from '../../../shared/database/table.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import { createStaffStore } from '../../../shared/directory/staff-store.ts';
import { createEpisodeStore } from '../../../shared/episodes/episode-store.ts';
import {
  createEvidenceSourceList,
  type EvidenceQueue,
  findChangedEpisode,
  formatEvidenceMessage,
} from '../../../shared/episodes/evidence-source.ts';
import { readPendingReply } from '../../../shared/episodes/pending-reply.ts';
import { createReportStore } from '../../../shared/episodes/report-store.ts';
import { sweep } from '../../../shared/escalation/sweep.ts';
import { createDuplicateStore } from '../../../shared/intake/duplicate-store.ts';
import { receiveMessage } from '../../../shared/intake/receive-message.ts';
import { createRejectionStore } from '../../../shared/intake/rejection-store.ts';
import { createReplyOutbox, type ReplySender } from '../../../shared/intake/reply-outbox.ts';
import { sendOverdueReplies, sendReply } from '../../../shared/intake/send-reply.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { createSequences } from '../../../shared/kernel/run-in-sequence-by-key.ts';
import { createAlertStore } from '../../../shared/messaging/alert-store.ts';
import { writeDigests } from '../../../shared/messaging/digest.ts';
import type { Message, MessageChannel } from '../../../shared/messaging/message-channel.ts';
import { sendAlerts } from '../../../shared/messaging/send-alerts.ts';
import {
  ALERT_ENTITY,
  ENTITY,
  ESCALATION_SHARDS,
  EVIDENCE_ENTITY,
} from '../../../shared/platform/names.ts';
import { applyEvidence } from '../../../shared/themes/apply-evidence.ts';
import { reconcileEvidence } from '../../../shared/themes/reconcile-evidence.ts';
import { createThemeStore } from '../../../shared/themes/theme-store.ts';
import { createMemoryQueue, type MemoryQueue } from './memory-queue.ts';
import { createMemoryStream, type StreamFollower } from './memory-stream.ts';

/** What stands between a function and the outside world, so that a simulation can make it fail. */
export interface RuntimeFaults {
  readonly wrapTable: (table: Table) => Table;
  /** Called before a reply, a message or evidence work is sent, and after: throws to make it fail. */
  readonly beforeSend: () => void;
  readonly afterSend: () => void;
}

const NO_FAULTS: RuntimeFaults = {
  wrapTable: (table) => table,
  beforeSend: () => undefined,
  afterSend: () => undefined,
};

export interface RuntimeOptions {
  readonly directory: Directory;
  readonly start: Instant;
  readonly faults?: RuntimeFaults;
}

export interface SentReply {
  readonly force: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** The functions of the product over tables, a change stream and queues in memory. Nothing happens by itself. */
export interface MemoryRuntime {
  readonly tables: { readonly core: Table; readonly themes: Table };
  readonly queues: { readonly notifications: MemoryQueue; readonly evidence: MemoryQueue };
  readonly replies: readonly SentReply[];
  readonly messages: readonly Message[];
  readonly streamFailures: () => readonly { readonly follower: string; readonly eventID: string }[];
  readonly setTime: (now: Instant) => void;
  /** Each does what one invocation of the function does; false when there was nothing to do. */
  readonly runIntake: (batchSize: number) => Promise<boolean>;
  readonly runPublish: () => Promise<boolean>;
  readonly runAlerts: () => Promise<boolean>;
  readonly runEvidence: () => Promise<boolean>;
  readonly runSweep: () => Promise<void>;
  readonly runDigest: () => Promise<void>;
  readonly runReconcilers: () => Promise<void>;
  /** Delivers the last records of the stream again. */
  readonly rewindStream: (records: number) => void;
}

const VISIBILITY_MS = 120_000;
const MAX_RECEIVE_COUNT = 5;
const QUEUE_SETTINGS = { visibilityMs: VISIBILITY_MS, maxReceiveCount: MAX_RECEIVE_COUNT };

const ignore = (): void => undefined;

export const createMemoryRuntime = (options: RuntimeOptions): MemoryRuntime => {
  const { directory, faults = NO_FAULTS } = options;
  let now = options.start;
  const stream = createMemoryStream();
  const core = createMemoryTable((change) => {
    stream.append(change, now);
  });
  const themes = createMemoryTable();
  const notifications = createMemoryQueue('notifications', QUEUE_SETTINGS);
  const evidenceQueue = createMemoryQueue('evidence', QUEUE_SETTINGS);
  const replies: SentReply[] = [];
  const messages: Message[] = [];

  const table = faults.wrapTable(core);
  const send = (work: () => void): Promise<void> =>
    Promise.resolve().then(() => {
      faults.beforeSend();
      work();
      faults.afterSend();
    });
  const sender: ReplySender = {
    send: (force, event) =>
      send(() => {
        replies.push({ force, event: structuredClone(event) as SentReply['event'] });
      }),
  };
  const evidence: EvidenceQueue = {
    request: (episodeIds) =>
      send(() => {
        for (const episodeId of episodeIds)
          evidenceQueue.send(formatEvidenceMessage(episodeId), now);
      }),
  };
  /** Like GOV.UK Notify, which is asked for the reference first: a message that was sent is not sent again. */
  const channel: MessageChannel = {
    send: async (message) => {
      const isSent = messages.some(({ reference }) => reference === message.reference);
      if (!isSent) await send(() => void messages.push(message));
      return { outcome: 'sent', providerId: message.reference };
    },
  };

  const backOff = (): Promise<void> => Promise.resolve();
  const episodes = createEpisodeStore(table);
  const staff = createStaffStore(table);
  const alerts = createAlertStore(table);
  const outbox = createReplyOutbox(table);
  const receiving = {
    episodes,
    staff,
    reports: createReportStore(table),
    duplicates: createDuplicateStore(table),
    rejections: createRejectionStore(table),
    directory,
    backOff,
    runInSequence: createSequences(),
  };
  const sending = {
    episodes,
    staff,
    alerts,
    directory,
    backOff,
    channel,
    publicUrl: 'https://homeward.example',
    reportUndeliverable: ignore,
    reportFault: ignore,
  };
  const themeStore = createThemeStore(faults.wrapTable(themes));
  const applying = { episodes, themes: themeStore, directory, backOff };

  const publish: StreamFollower = {
    name: 'publish',
    filter: [
      { eventNames: ['INSERT'], entities: Object.values(ENTITY) },
      { eventNames: ['INSERT', 'MODIFY'], entities: [EVIDENCE_ENTITY] },
    ],
    batchSize: 100,
    maxTries: 10,
    run: (event) =>
      publishBatch(
        {
          readReply: readPendingReply,
          sendReply: (pending, at) => sendReply({ sender, outbox }, pending, at),
          readChangedEpisode: findChangedEpisode,
          requestEvidence: (episodeId) => evidence.request([episodeId]),
          onFault: ignore,
        },
        event,
      ),
  };
  const notify: StreamFollower = {
    name: 'alerts',
    filter: [
      { eventNames: ['INSERT'], entities: [ALERT_ENTITY.alert] },
      { eventNames: ['INSERT', 'MODIFY'], entities: [ALERT_ENTITY.wakeUp] },
    ],
    batchSize: 100,
    maxTries: 10,
    run: (event) =>
      sendBatch(
        {
          parseWakeUp,
          send: (recipient, at) => sendAlerts(sending, recipient, at),
          onFault: ignore,
        },
        event,
      ),
  };

  /** What was handled is deleted; what failed waits for the end of its visibility time. */
  const runQueue = async (
    queue: MemoryQueue,
    batchSize: number,
    run: (event: { Records: ReturnType<MemoryQueue['receive']> }) => Promise<readonly string[]>,
  ): Promise<boolean> => {
    const Records = queue.receive(now, batchSize);
    if (Records.length === 0) return false;
    const failed = new Set(await run({ Records }));
    for (const { messageId } of Records) if (!failed.has(messageId)) queue.delete(messageId);
    return true;
  };

  return {
    tables: { core, themes },
    queues: { notifications, evidence: evidenceQueue },
    replies,
    messages,
    streamFailures: () => stream.failures(),
    setTime: (instant) => {
      now = instant;
    },
    runIntake: (batchSize) =>
      runQueue(notifications, batchSize, async ({ Records }) => {
        const { batchItemFailures } = await receiveBatch(
          {
            receive: (message) => receiveMessage(receiving, message),
            onReceived: ignore,
            onFault: ignore,
          },
          { Records: [...Records] },
        );
        return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      }),
    runPublish: () => stream.deliver(publish),
    runAlerts: () => stream.deliver(notify),
    runEvidence: () =>
      runQueue(evidenceQueue, 10, async ({ Records }) => {
        const { batchItemFailures } = await applyBatch(
          { apply: (episodeId) => applyEvidence(applying, episodeId), onFault: ignore },
          { Records: [...Records] },
        );
        return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      }),
    runSweep: async () => {
      const sweeping = {
        episodes,
        staff,
        wakeUps: createWakeUps(table, backOff),
        directory,
        backOff,
      };
      await sweep(sweeping, now, { shards: ESCALATION_SHARDS, hasTime: () => true });
    },
    runDigest: async () => {
      await writeDigests({ alerts, episodes, staff, directory }, now);
    },
    runReconcilers: async () => {
      await sendOverdueReplies({ sender, outbox }, now);
      const evidenceSources = createEvidenceSourceList(table);
      await reconcileEvidence({ evidenceSources, themes: themeStore, work: evidence, directory });
    },
    rewindStream: (records) => {
      stream.rewind(publish, records);
      stream.rewind(notify, records);
    },
  };
};
