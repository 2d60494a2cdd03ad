import type { RecordedActionView } from '../episodes/task-api.ts';
import type { ActionKind } from '../episodes/action.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, refuseBody } from '../kernel/result.ts';
import { recordAction } from './record-action.ts';
import type { WorkInput } from './record-work.ts';
import type { Caller } from '../access/caller.ts';
import type { CaseworkDependencies } from './task-record.ts';
import * as z from 'zod';
import { actionIdSchema, actionRequestFields, textSchema } from '../kernel/api-fields.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';

/** An allocation is changed by another one, and what was acknowledged stays so. */
const RETRACTABLE: readonly ActionKind[] = [
  'attempt',
  'offer',
  'booking',
  'outcome',
  'debrief',
  'referral',
];

/**
 * Undoes something that was recorded and did not happen. Retracting an outcome reopens this task, and
 * only this one: of others that the same interview covered, each outcome is retracted by itself.
 * Retracting a correction does not bring back what it corrected.
 */
export const retractAction = (
  ports: CaseworkDependencies,
  { taskId, body }: WorkInput<RetractionBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { key, taskVersion, ...content } = body;
  const request = { taskId, key, taskVersion, kind: 'retraction', content } as const;
  return recordAction(ports, request, caller, now, ({ actions }) => {
    const standing = listCurrentActions(actions).find(({ actionId }) => actionId === body.corrects);
    if (standing === undefined || !RETRACTABLE.includes(standing.kind)) {
      return refuseBody('unknown-action', '/corrects', 'No such action stands on this task.');
    }
    return {
      value: {
        detail: { kind: 'retraction' },
        corrects: standing.actionId,
        texts: { reason: body.reason },
      },
    };
  });
};

/** That something was recorded that did not happen. */
export const retractionBodySchema = z
  .strictObject({ ...actionRequestFields, corrects: actionIdSchema, reason: textSchema })
  .meta({ id: 'RetractionBody' });

export type RetractionBody = z.infer<typeof retractionBodySchema>;
