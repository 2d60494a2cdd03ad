import type { Directory } from '../directory/directory.ts';
import { createFact } from '../episodes/fact.ts';
import type { KnownNotification } from '../episodes/pending-reply.ts';
import type { ReportStore } from '../episodes/report-store.ts';
import { hash } from '../kernel/hash.ts';
import type { Instant } from '../kernel/instant.ts';
import { createFinding } from '../police-contract/findings.ts';
import {
  type ParsedGrade,
  type ParsedNotification,
  parseMessage,
} from '../police-contract/parse-message.ts';
import { readPlaceholderWord } from '../police-contract/placeholders.ts';
import { findForce } from '../police-contract/read-sender.ts';
import type { DuplicateStore } from './duplicate-store.ts';
import type { RecordDependencies } from './prepare-write.ts';
import { recordNotification } from './record-notification.ts';
import type { Rejection, RejectionStore } from './rejection-store.ts';

export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  readonly receivedAt: Instant;
  readonly firstReceivedAt: Instant;
  readonly source: string | null;
}

export interface ReceiveDependencies extends RecordDependencies {
  readonly rejections: Pick<RejectionStore, 'write'>;
  readonly duplicates: DuplicateStore;
  readonly reports: Pick<ReportStore, 'findForce' | 'writeGrade'>;
}

export type Received = 'accepted' | 'duplicate' | 'rejected' | 'seen-before';

const listCodes = (items: readonly { readonly code: string }[]): ReadonlySet<string> =>
  new Set(items.map(({ code }) => code));

const findSender = (message: QueueMessage, { forces }: Directory): string | null =>
  findForce(message.source ?? '', listCodes(forces)) ?? findForce(message.body, listCodes(forces));

const rejectMessage = async (
  { rejections, directory }: ReceiveDependencies,
  message: QueueMessage,
  rejected: Pick<Rejection, 'force' | 'notificationId' | 'reference' | 'errors'>,
): Promise<Received> => {
  const { messageId, body, receivedAt, firstReceivedAt } = message;
  await rejections.write({
    rejectionId: `rej-${hash('rejection', messageId)}`,
    force: rejected.force ?? findSender(message, directory),
    notificationId: rejected.notificationId,
    reference: rejected.reference,
    errors: rejected.errors,
    receivedAt,
    firstReceivedAt,
    messageId,
    body,
  });
  return 'rejected';
};

interface Identity {
  readonly id: string;
  readonly force: string;
  readonly reference: string;
  readonly contentHash: string;
}

/**
 * The force used this id before. Either the queue delivered the message again, the force sent the
 * same content in another message, or it used the id for other content, which is rejected.
 */
const receiveKnown = async (
  dependencies: ReceiveDependencies,
  message: QueueMessage,
  { id: notificationId, force, reference, contentHash }: Identity,
  { contentHash: knownHash, messageId: knownMessage, ...subject }: KnownNotification,
): Promise<Received> => {
  const { messageId, receivedAt, firstReceivedAt } = message;
  if (knownMessage === messageId) return 'seen-before';
  if (knownHash !== contentHash) {
    const errors = [createFinding('id-reused', '/id')];
    return rejectMessage(dependencies, message, { force, notificationId, reference, errors });
  }
  const receipt = { force, reference, notificationId, receivedAt, firstReceivedAt, messageId };
  await dependencies.duplicates.write({ ...subject, ...receipt });
  return 'duplicate';
};

/**
 * The grade of another force's report is rejected in the same words as that of a report that does
 * not exist.
 */
const receiveGrade = async (
  dependencies: ReceiveDependencies,
  message: QueueMessage,
  { grade, warnings, contentHash }: ParsedGrade,
): Promise<Received> => {
  const { force, id, reportId: reference } = grade;
  const { reports } = dependencies;
  if ((await reports.findForce(reference)) !== force) {
    const errors = [createFinding('unknown-report', '/subject')];
    return rejectMessage(dependencies, message, { force, notificationId: id, reference, errors });
  }
  const { body, messageId, receivedAt, firstReceivedAt } = message;
  const written = await reports.writeGrade({
    grade,
    contentHash,
    warnings,
    body,
    messageId,
    receivedAt,
    firstReceivedAt,
  });
  return written.outcome === 'written'
    ? 'accepted'
    : receiveKnown(dependencies, message, { id, force, reference, contentHash }, written.known);
};

const receiveNotification = async (
  dependencies: ReceiveDependencies,
  message: QueueMessage,
  { notification, subject, contentHash, warnings }: ParsedNotification,
): Promise<Received> => {
  const { messageId, receivedAt, firstReceivedAt, body } = message;
  const fact = createFact(notification, { receivedAt, contentHash, messageId });
  const recorded = await recordNotification(dependencies, {
    fact,
    subject,
    body,
    firstReceivedAt,
    warnings,
  });
  return recorded.outcome === 'written'
    ? 'accepted'
    : receiveKnown(
        dependencies,
        message,
        { ...notification, reference: subject, contentHash },
        recorded.known,
      );
};

/**
 * Stores a message as a fact, a grade, a duplicate's receipt or a rejection. The table's stream
 * then leads to the reply. Throws only for our own faults: the queue delivers the message again,
 * and its id shows what is already stored.
 */
export const receiveMessage = async (
  dependencies: ReceiveDependencies,
  message: QueueMessage,
): Promise<Received> => {
  const { forces, authorities, placeholders } = dependencies.directory;
  const parsed = parseMessage(message.body, {
    now: message.receivedAt,
    forces: listCodes(forces),
    authorities: listCodes(authorities),
    placeholders: new Set(placeholders.map(readPlaceholderWord)),
  });
  switch (parsed.outcome) {
    case 'rejected':
      return rejectMessage(dependencies, message, parsed);
    case 'graded':
      return receiveGrade(dependencies, message, parsed);
    case 'usable':
      return receiveNotification(dependencies, message, parsed);
  }
};
