import type { AttemptBody } from '../../contracts/api/attempt.ts';
import type { RecordedActionView } from '../../contracts/api/task.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Caller } from '../../ports.ts';
import type { Answer } from '../read/answer.ts';
import { recordWork, type WorkInput } from './record-work.ts';
import type { WorkPorts } from './work-ports.ts';

/** Records that somebody tried to reach the child or carer; also afterwards, on a task that is closed. */
export const recordAttempt = (
  ports: WorkPorts,
  input: WorkInput<AttemptBody>,
  caller: Caller,
  now: Instant,
): Promise<Answer<RecordedActionView>> => {
  const { channel, result, note } = input.body;
  return recordWork(ports, 'attempt', input, caller, now, () => ({
    answer: { detail: { kind: 'attempt', channel, result }, texts: { note } },
  }));
};
