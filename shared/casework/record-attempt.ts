import type { AttemptBody } from './attempt-api.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import { recordWork, type WorkInput } from './record-work.ts';
import type { WorkPorts } from './work-ports.ts';
import type { Caller } from '../access/caller.ts';

/** Records that somebody tried to reach the child or carer; also afterwards, on a task that is closed. */
export const recordAttempt = (
  ports: WorkPorts,
  input: WorkInput<AttemptBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { channel, result, note } = input.body;
  return recordWork(ports, 'attempt', input, caller, now, () => ({
    value: { detail: { kind: 'attempt', channel, result }, texts: { note } },
  }));
};
