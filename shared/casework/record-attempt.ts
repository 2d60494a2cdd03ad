import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import { recordWork, type WorkInput } from './record-work.ts';
import type { Caller } from '../access/caller.ts';
import type { CaseworkDependencies } from './task-record.ts';
import * as z from 'zod';
import { ATTEMPT_RESULTS, CHANNELS } from '../episodes/action.ts';
import {
  correctionFields,
  happenedAtSchema,
  actionRequestFields,
  textSchema,
} from '../kernel/api-fields.ts';

/** Records that somebody tried to reach the child or carer; also afterwards, on a task that is closed. */
export const recordAttempt = (
  ports: CaseworkDependencies,
  input: WorkInput<AttemptBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { channel, result, note } = input.body;
  return recordWork(ports, 'attempt', input, caller, now, () => ({
    value: { detail: { kind: 'attempt', channel, result }, texts: { note } },
  }));
};

/** That somebody tried to reach the child or carer. */
export const attemptBodySchema = z
  .strictObject({
    ...actionRequestFields,
    channel: z.enum(CHANNELS),
    result: z.enum(ATTEMPT_RESULTS),
    note: textSchema.optional(),
    happenedAt: happenedAtSchema,
    ...correctionFields,
  })
  .meta({ id: 'AttemptBody' });

export type AttemptBody = z.infer<typeof attemptBodySchema>;
