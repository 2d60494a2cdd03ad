import { addMs, type Instant } from '../../shared/kernel/instant.ts';
import { answerForce, type AnswerPorts } from '../../shared/intake/answer-force.ts';

/** The stream answers within seconds; what is owed for longer was lost on the way. */
const GRACE_MS = 10 * 60_000;

/** So many a run; a run that is full is followed by the next. */
const MOST = 500;

/**
 * Sends every reply that has been owed for too long, oldest first, each with the id it would have
 * had, and tells how many there were. Throws at the first that cannot be sent, so that the run fails
 * and is seen.
 */
export const reconcileReplies = async (ports: AnswerPorts, now: Instant): Promise<number> => {
  const owed = await ports.outbox.listPending(addMs(now, -GRACE_MS), MOST);
  for (const pending of owed) await answerForce(ports, pending, now);
  return owed.length;
};
