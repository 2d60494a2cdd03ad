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
import type { RecordedActionView } from '../episodes/task-api.ts';
import { recordWork, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

export const noteBodySchema = z
  .strictObject({
    ...actionRequestFields,
    note: textSchema,
    happenedAt: happenedAtSchema,
    ...correctionFields,
  })
  .meta({ id: 'NoteBody' });
export type NoteBody = z.infer<typeof noteBodySchema>;

/** Also on a task that is withdrawn: what is known of the child stays worth knowing. */
export const recordNote = (
  dependencies: CaseworkDependencies,
  input: WorkInput<NoteBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const decide = () => ({
    value: { detail: { kind: 'note' as const }, texts: { note: input.body.note } },
  });
  return recordWork(dependencies, 'note', input, caller, now, decide, () => true);
};
