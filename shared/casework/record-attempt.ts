import * as z from 'zod';
import {
  actionRequestFields,
  correctionFields,
  happenedAtSchema,
  textSchema,
} from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { ATTEMPT_RESULTS, CHANNELS } from '../episodes/action.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { recordWork, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

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

export const recordAttempt = (
  dependencies: CaseworkDependencies,
  input: WorkInput<AttemptBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { channel, result, note } = input.body;
  return recordWork(dependencies, 'attempt', input, caller, now, () => ({
    value: { detail: { kind: 'attempt', channel, result }, texts: { note } },
  }));
};
