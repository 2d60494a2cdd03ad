import type { Directory } from '../directory/directory.ts';
import { parseMessage } from '../police-contract/parse-message.ts';
import type { ParsedNotification } from '../police-contract/parse-message.ts';
import { answerKnown } from './answer-known.ts';
import { receiveGrade } from './receive-grade.ts';
import type { QueueMessage, Received, ReceivePorts } from './queue-message.ts';
import { recordNotification } from './record-notification.ts';
import { rejectMessage } from './reject-message.ts';
import { createFact } from '../episodes/fact.ts';

export type { QueueMessage, Received, ReceivePorts };

type Usable = Extract<ParsedNotification, { outcome: 'usable' }>;

const codesOf = (items: readonly { readonly code: string }[]): ReadonlySet<string> =>
  new Set(items.map(({ code }) => code));

const parse = (message: QueueMessage, { authorities, forces }: Directory) =>
  parseMessage(message.body, {
    now: message.receivedAt,
    forces: codesOf(forces),
    authorities: codesOf(authorities),
  });

const receiveNotification = async (
  ports: ReceivePorts,
  message: QueueMessage,
  { notification, contentHash, warnings }: Usable,
): Promise<Received> => {
  const { messageId, receivedAt, firstReceivedAt, body } = message;
  const fact = createFact(notification, { receivedAt, contentHash, messageId });
  const recorded = await recordNotification(ports, { fact, body, firstReceivedAt, warnings });
  return recorded.outcome === 'written'
    ? 'accepted'
    : answerKnown(ports, message, { ...notification, contentHash }, recorded.known);
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
  switch (parsed.outcome) {
    case 'rejected':
      return rejectMessage(ports, message, parsed);
    case 'graded':
      return receiveGrade(ports, message, parsed);
    case 'usable':
      return receiveNotification(ports, message, parsed);
  }
};
