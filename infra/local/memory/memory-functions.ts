import { sendBatch } from '../../../functions/alerts/send-batch.ts';
import { applyBatch } from '../../../functions/evidence/apply-batch.ts';
import { receiveBatch } from '../../../functions/intake/receive-batch.ts';
import { publishBatch } from '../../../functions/publish/publish-batch.ts';
import { finishReviews } from '../../../shared/intake/finish-reviews.ts';
import { createWakeUps, parseWakeUp } from '../../../shared/alerts/wake-ups.ts';
import type { Table } from '../../../shared/database/table.ts';
import type { Directory } from '../../../shared/directory/directory.ts';
import { createStaffStore } from '../../../shared/directory/staff-store.ts';
import { FaultError } from '../../../shared/kernel/fault-error.ts';
import { createEpisodeIds, NO_IDS } from '../../../shared/episodes/episode-ids.ts';
import { createEpisodeStore } from '../../../shared/episodes/episode-store.ts';
import { createReferenceStore } from '../../../shared/episodes/reference-store.ts';
import {
  createEvidenceSourceList,
  type EvidenceQueue,
  findEvidenceChange,
} from '../../../shared/episodes/evidence-source.ts';
import { readPendingReply } from '../../../shared/episodes/pending-reply.ts';
import { createReportStore } from '../../../shared/episodes/report-store.ts';
import { checkStaff } from '../../../shared/casework/check-staff.ts';
import { sweep } from '../../../shared/escalation/sweep.ts';
import { createDuplicateStore } from '../../../shared/intake/duplicate-store.ts';
import { receiveMessage } from '../../../shared/intake/receive-message.ts';
import { createRejectionStore } from '../../../shared/intake/rejection-store.ts';
import { createReplyOutbox, type ReplySender } from '../../../shared/intake/reply-outbox.ts';
import {
  type ReplyDependencies,
  sendOverdueReplies,
  sendReply,
} from '../../../shared/intake/send-reply.ts';
import { createCodeStore } from '../../../shared/intelligence/code-store.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { createNotificationSequences } from '../../../shared/intake/record-notification.ts';
import type { Backoff } from '../../../shared/kernel/system-random.ts';
import { createAlertStore } from '../../../shared/messaging/alert-store.ts';
import { writeDigests } from '../../../shared/messaging/digest.ts';
import type { MessageChannel } from '../../../shared/messaging/message-channel.ts';
import { sendAlerts } from '../../../shared/messaging/send-alerts.ts';
import {
  ALERT_ENTITY,
  ENTITY,
  ESCALATION_SHARDS,
  CHILD_ENTITY,
  EVIDENCE_ENTITY,
  LOCAL_ID_KEY,
} from '../../../shared/platform/names.ts';
import { detectAuthorities } from '../../../shared/signals/detect-authorities.ts';
import { createSignalStore } from '../../../shared/signals/signal-store.ts';
import { applyEvidence } from '../../../shared/themes/apply-evidence.ts';
import { reconcileEvidence } from '../../../shared/themes/reconcile-evidence.ts';
import { createThemeStore } from '../../../shared/themes/theme-store.ts';
import type { BatchReader } from './memory-queue.ts';
import type { StreamFollower } from './memory-stream.ts';

/** The same on every machine. */
export const LOCAL_IDS = createEpisodeIds(LOCAL_ID_KEY);

/** What the functions of one runtime work on. */
export interface FunctionContext {
  readonly core: Table;
  readonly themes: Table;
  readonly directory: Directory;
  readonly sender: ReplySender;
  readonly evidence: EvidenceQueue;
  readonly channel: MessageChannel;
  readonly publicUrl: string;
  readonly backOff: Backoff;
  /** Gets what a function logs as a fault. */
  readonly reportFault: (error: unknown) => void;
}

const BATCH_SIZE = 100;
const MAX_TRIES = 10;

const ignore = (): void => undefined;

export const createIntake = (context: FunctionContext): BatchReader => {
  const { core, directory, backOff, reportFault } = context;
  const receiving = {
    episodes: createReferenceStore(core, LOCAL_IDS),
    staff: createStaffStore(core),
    reports: createReportStore(core),
    duplicates: createDuplicateStore(core),
    rejections: createRejectionStore(core),
    directory,
    backOff,
    runInSequence: createNotificationSequences(),
  };
  return (event) =>
    receiveBatch(
      {
        receive: (message) => receiveMessage(receiving, message),
        onReceived: ignore,
        onFault: reportFault,
      },
      event,
    );
};

export const createEvidenceReader = (context: FunctionContext): BatchReader => {
  const { core, themes, directory, backOff, reportFault } = context;
  const applying = {
    episodes: createEpisodeStore(core, NO_IDS),
    themes: createThemeStore(themes),
    directory,
    backOff,
  };
  return (event) =>
    applyBatch(
      { apply: (episodeId) => applyEvidence(applying, episodeId), onFault: reportFault },
      event,
    );
};

const createReplies = ({ core, sender, reportFault }: FunctionContext): ReplyDependencies => ({
  sender,
  outbox: createReplyOutbox(core),
  reportParked: (id) => {
    reportFault(new FaultError('refused-by-aws', `The reply ${id} is parked.`));
  },
});

export const createPublish = (context: FunctionContext): StreamFollower => {
  const { core, evidence, reportFault } = context;
  const sources = createEvidenceSourceList(core);
  const replies = createReplies(context);
  return {
    name: 'publish',
    filter: [
      { eventNames: ['INSERT'], entities: Object.values(ENTITY) },
      { eventNames: ['INSERT', 'MODIFY'], entities: [EVIDENCE_ENTITY, CHILD_ENTITY] },
    ],
    batchSize: BATCH_SIZE,
    maxTries: MAX_TRIES,
    run: (event) =>
      publishBatch(
        {
          readReply: readPendingReply,
          sendReply: (pending, at) => sendReply(replies, pending, at),
          readEvidenceChange: findEvidenceChange,
          requestEvidence: async (change) => evidence.request(await sources.listChanged(change)),
          onFault: reportFault,
        },
        event,
      ),
  };
};

export const createAlerts = (context: FunctionContext): StreamFollower => {
  const { core, directory, backOff, channel, publicUrl, reportFault } = context;
  const sending = {
    episodes: createEpisodeStore(core, NO_IDS),
    staff: createStaffStore(core),
    alerts: createAlertStore(core),
    directory,
    backOff,
    channel,
    publicUrl,
    reportUndeliverable: ignore,
    reportFault: (_reference: string, error: unknown) => {
      reportFault(error);
    },
  };
  return {
    name: 'alerts',
    filter: [
      { eventNames: ['INSERT'], entities: [ALERT_ENTITY.alert] },
      { eventNames: ['INSERT', 'MODIFY'], entities: [ALERT_ENTITY.wakeUp] },
    ],
    batchSize: BATCH_SIZE,
    maxTries: MAX_TRIES,
    run: (event) =>
      sendBatch(
        {
          parseWakeUp,
          send: (recipient, at) => sendAlerts(sending, recipient, at),
          onFault: reportFault,
        },
        event,
      ),
  };
};

const hasTime = (): boolean => true;

/** What schedules start, each for the moment at which it is due. */
export interface ScheduledFunctions {
  readonly sweep: (now: Instant) => Promise<void>;
  readonly digest: (now: Instant) => Promise<void>;
  readonly detect: (now: Instant) => Promise<void>;
  readonly reconcileReplies: (now: Instant) => Promise<void>;
  readonly reconcileEvidence: (now: Instant) => Promise<void>;
}

export const createScheduledFunctions = (context: FunctionContext): ScheduledFunctions => {
  const { core, directory, backOff, reportFault } = context;
  const common = {
    episodes: createEpisodeStore(core, NO_IDS),
    staff: createStaffStore(core),
    directory,
  };
  const themes = createThemeStore(context.themes);
  const reviewing = { ...common, episodes: createReferenceStore(core, LOCAL_IDS), backOff };
  const sweeping = {
    ...common,
    wakeUps: createWakeUps(core, backOff),
    backOff,
    finishReviews: (now: Instant) => finishReviews(reviewing, now),
    checkStaff: (now: Instant) => checkStaff({ ...common, backOff }, now),
  };
  const detecting = {
    signals: createSignalStore(core),
    codes: createCodeStore(core),
    themes,
    directory,
    backOff,
  };
  const evidenceSources = createEvidenceSourceList(core);
  return {
    sweep: async (now) => {
      await sweep(sweeping, now, { shards: ESCALATION_SHARDS, hasTime });
    },
    digest: async (now) => {
      await writeDigests({ ...common, alerts: createAlertStore(core) }, now);
    },
    detect: async (now) => {
      const { failures } = await detectAuthorities(detecting, now, { hasTime });
      failures.forEach(reportFault);
    },
    reconcileReplies: async (now) => {
      await sendOverdueReplies(createReplies(context), now, () => true);
    },
    reconcileEvidence: async (now) => {
      await reconcileEvidence({ evidenceSources, themes, work: context.evidence, directory }, now);
    },
  };
};
