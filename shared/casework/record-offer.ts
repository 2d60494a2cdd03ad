import type { OfferBody } from './offer-api.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, refuseBody } from '../kernel/result.ts';
import { recordWork, type WorkInput } from './record-work.ts';
import type { WorkPorts } from './work-ports.ts';
import type { Caller } from '../access/caller.ts';

/** Records that the interview was offered, how and to whom; also afterwards, on a task that is closed. */
export const recordOffer = (
  ports: WorkPorts,
  input: WorkInput<OfferBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { channel, to, response, note } = input.body;
  return recordWork(ports, 'offer', input, caller, now, ({ record: { task }, happenedAt }) =>
    task.foundAt !== null && happenedAt < task.foundAt
      ? refuseBody('before-found', '/happenedAt', 'It is dated before the child was found.')
      : { value: { detail: { kind: 'offer', channel, to, response }, texts: { note } } },
  );
};
