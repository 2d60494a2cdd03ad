import type { ParsedGrade } from '../police-contract/parse-message.ts';
import { createFinding } from '../police-contract/findings.ts';
import { answerKnown } from './answer-known.ts';
import type { QueueMessage, Received, ReceivePorts } from './queue-message.ts';
import { rejectMessage } from './reject-message.ts';

const UNKNOWN_REPORT = createFinding('unknown-report', '/subject');

/**
 * Takes a grade in: it ends stored with its report, as a duplicate's receipt or as a rejection. That there is a report
 * which another force got is told to nobody: it is refused in the words of one that never was.
 */
export const receiveGrade = async (
  ports: ReceivePorts,
  message: QueueMessage,
  { grade, warnings, contentHash }: ParsedGrade,
): Promise<Received> => {
  const { force, id, reportId: reference } = grade;
  if ((await ports.reports.findForce(reference)) !== force) {
    const errors = [UNKNOWN_REPORT];
    return rejectMessage(ports, message, { force, notificationId: id, reference, errors });
  }
  const { body, messageId, receivedAt, firstReceivedAt } = message;
  const kept = await ports.reports.writeGrade({
    grade,
    body,
    contentHash,
    messageId,
    receivedAt,
    firstReceivedAt,
    warnings,
  });
  return kept.outcome === 'written'
    ? 'accepted'
    : answerKnown(ports, message, { id, force, reference, contentHash }, kept.known);
};
