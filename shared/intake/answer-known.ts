import { createFinding } from '../police-contract/findings.ts';
import type { QueueMessage, Received, ReceivePorts } from './queue-message.ts';
import { rejectMessage } from './reject-message.ts';
import type { KnownNotification } from '../episodes/pending-reply.ts';

/** What a message says of itself, whatever it is about. */
interface Identified {
  readonly id: string;
  readonly force: string;
  /** The event's subject. */
  readonly reference: string;
  readonly contentHash: string;
}

const ID_REUSED = createFinding('id-reused', '/id');

/**
 * What becomes of a message whose id the force used before: it is the same message again, the same content in another
 * one, or other content, which is refused.
 */
export const answerKnown = async (
  ports: ReceivePorts,
  message: QueueMessage,
  { id: notificationId, force, reference, contentHash }: Identified,
  { contentHash: knownHash, messageId: knownMessage, ...subject }: KnownNotification,
): Promise<Received> => {
  const { messageId, receivedAt, firstReceivedAt } = message;
  if (knownMessage === messageId) return 'seen-before';
  if (knownHash !== contentHash) {
    return rejectMessage(ports, message, { force, notificationId, reference, errors: [ID_REUSED] });
  }
  const receipt = { force, reference, notificationId, receivedAt, firstReceivedAt, messageId };
  await ports.duplicates.keep({ ...subject, ...receipt });
  return 'duplicate';
};
