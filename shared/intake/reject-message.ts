import type { Directory } from '../directory/directory.ts';
import { findForce } from '../police-contract/read-sender.ts';
import { hash } from '../kernel/hash.ts';
import type { Rejection } from './rejections.ts';
import type { QueueMessage, Received, ReceivePorts } from './queue-message.ts';

type Unusable = Pick<Rejection, 'force' | 'notificationId' | 'reference' | 'errors'>;

const findSender = (message: QueueMessage, { forces }: Directory): string | null => {
  const codes = new Set(forces.map(({ code }) => code));
  return findForce(message.source ?? '', codes) ?? findForce(message.body, codes);
};

/** Keeps a message that cannot be used, whole, with what is wrong; the stream answers it. */
export const rejectMessage = async (
  ports: ReceivePorts,
  message: QueueMessage,
  unusable: Unusable,
): Promise<Received> => {
  const { messageId, body, receivedAt, firstReceivedAt } = message;
  await ports.rejections.keep({
    rejectionId: `rej-${hash('rejection', messageId)}`,
    ...unusable,
    force: unusable.force ?? findSender(message, ports.directory),
    receivedAt,
    firstReceivedAt,
    messageId,
    body,
  });
  return 'rejected';
};
