import * as z from 'zod';
import { actionIdSchema, actionRequestFields, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuseBody, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import type { ActionKind } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { recordAction } from './record-action.ts';
import type { WorkInput } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

export const retractionBodySchema = z
  .strictObject({ ...actionRequestFields, corrects: actionIdSchema, reason: textSchema })
  .meta({ id: 'RetractionBody' });
export type RetractionBody = z.infer<typeof retractionBodySchema>;

/** Allocations are replaced by another allocation, and acknowledgements are final. */
const RETRACTABLE: readonly ActionKind[] = [
  'attempt',
  'offer',
  'booking',
  'outcome',
  'debrief',
  'referral',
];

/**
 * Undoes an action that was recorded by mistake. Retracting an outcome reopens this task only:
 * outcomes of other tasks that the same interview covers are retracted one by one. Retracting a
 * correction does not restore what it corrected.
 */
export const retractAction = (
  dependencies: CaseworkDependencies,
  { taskId, body }: WorkInput<RetractionBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { key, taskVersion, ...content } = body;
  const request = { taskId, key, taskVersion, kind: 'retraction', content } as const;
  return recordAction(dependencies, request, caller, now, ({ actions }) => {
    const current = listCurrentActions(actions).find(({ actionId }) => actionId === body.corrects);
    if (current === undefined || !RETRACTABLE.includes(current.kind)) {
      return refuseBody(
        'unknown-action',
        '/corrects',
        'This task has no action to retract with this id.',
      );
    }
    return {
      value: {
        detail: { kind: 'retraction' },
        corrects: current.actionId,
        texts: { reason: body.reason },
      },
    };
  });
};
