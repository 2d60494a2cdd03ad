import {
  findingOf,
  parseNotification,
  readForce,
  type ParsedNotification,
} from '../contracts/parse-notification.ts';
import type { Directory } from '../domain/authority.ts';
import { toFact } from '../domain/free-text.ts';
import { digest } from '../domain/identity.ts';
import type { Instant } from '../domain/instant.ts';
import type { Notification } from '../domain/notification.ts';
import type { DuplicateStore, Rejection, RejectionStore } from '../ports.ts';
import { recordNotification, type Recorded, type RecordPorts } from './record-notification.ts';

/** One message of the queue, as it came. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  /** When the queue took it in: the receiver's time, the same however often it is delivered. */
  readonly receivedAt: Instant;
  /** When the queue first handed it to us, however often since. */
  readonly takenAt: Instant;
  /** The `source` that the sender set beside the body; null when none. */
  readonly source: string | null;
}

export interface ReceivePorts extends RecordPorts {
  readonly rejections: RejectionStore;
  readonly duplicates: DuplicateStore;
}

export type Received = 'accepted' | 'duplicate' | 'rejected' | 'seen-before';

type Usable = Extract<ParsedNotification, { outcome: 'usable' }>;
type Unusable = Pick<Rejection, 'force' | 'notificationId' | 'reference' | 'errors'>;

const codesOf = (items: readonly { readonly code: string }[]): ReadonlySet<string> =>
  new Set(items.map(({ code }) => code));

const parse = (message: QueueMessage, { authorities, forces }: Directory): ParsedNotification =>
  parseNotification(message.body, {
    now: message.receivedAt,
    forces: codesOf(forces),
    authorities: codesOf(authorities),
  });

const findForce = (message: QueueMessage, directory: Directory): string | null => {
  const forces = codesOf(directory.forces);
  return readForce(message.source ?? '', forces) ?? readForce(message.body, forces);
};

const reject = async (
  ports: ReceivePorts,
  message: QueueMessage,
  unusable: Unusable,
): Promise<Received> => {
  const { messageId, body, receivedAt, takenAt } = message;
  await ports.rejections.keep({
    rejectionId: `rej-${digest('rejection', messageId)}`,
    ...unusable,
    force: unusable.force ?? findForce(message, ports.directory),
    receivedAt,
    takenAt,
    messageId,
    body,
  });
  return 'rejected';
};

const ID_REUSED = findingOf('id-reused', '/id');

const rejectReusedId = (
  ports: ReceivePorts,
  message: QueueMessage,
  { force, id, reference }: Notification,
): Promise<Received> =>
  reject(ports, message, { force, notificationId: id, reference, errors: [ID_REUSED] });

const answerKnown = async (
  ports: ReceivePorts,
  message: QueueMessage,
  { notification, contentHash }: Usable,
  { known }: Extract<Recorded, { outcome: 'known' }>,
): Promise<Received> => {
  const { messageId, receivedAt, takenAt } = message;
  if (known.messageId === messageId) return 'seen-before';
  if (known.contentHash !== contentHash) return rejectReusedId(ports, message, notification);
  const { force, reference, id: notificationId } = notification;
  const { episodeId } = known;
  const receipt = { force, reference, notificationId, episodeId, receivedAt, takenAt, messageId };
  await ports.duplicates.keep(receipt);
  return 'duplicate';
};

/**
 * Takes one message in: it ends stored as a fact, as a duplicate's receipt or as a rejection, each
 * of which the table's stream answers. Throws only for our own faults; then the queue brings the
 * message again, and what was stored already is recognised by the queue's message id.
 */
export const receiveMessage = async (
  ports: ReceivePorts,
  message: QueueMessage,
): Promise<Received> => {
  const parsed = parse(message, ports.directory);
  if (parsed.outcome === 'rejected') return reject(ports, message, parsed);
  const { notification, contentHash, warnings } = parsed;
  const { messageId, receivedAt, takenAt, body } = message;
  const fact = toFact(notification, { receivedAt, contentHash, messageId });
  const recorded = await recordNotification(ports, { fact, body, takenAt, warnings });
  return recorded.outcome === 'stored' ? 'accepted' : answerKnown(ports, message, parsed, recorded);
};
