import * as z from 'zod';
import { actionIdSchema, actionRequestFields, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuseBody, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import type { ActionKind } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { type OutcomeAction, readCoveredOutcomes } from './covered-tasks.ts';
import { listDebriefsWithout, refuseLosingDebrief } from './debrief-interview.ts';
import { refuseOthersCorrection } from './may-correct.ts';
import { type Decided, recordAction } from './record-action.ts';
import type { WorkInput } from './record-work.ts';
import type { CaseworkDependencies, TaskRecord } from './task-record.ts';

export const retractionBodySchema = z
  .strictObject({
    ...actionRequestFields,
    corrects: actionIdSchema,
    reason: textSchema,
    withdrawDebrief: z.boolean().optional().meta({
      description:
        'Required when you retract an outcome that has a debrief: true to withdraw it too.',
    }),
  })
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

/** With the outcome of an interview go the outcomes of the tasks that it covers, and its debrief. */
const retractOutcome = async (
  dependencies: CaseworkDependencies,
  { actions }: TaskRecord,
  outcome: OutcomeAction,
  { reason, withdrawDebrief }: RetractionBody,
  caller: Caller,
): Promise<Result<Partial<Decided>>> => {
  const withdraws = listDebriefsWithout(actions, outcome, null);
  const refused = refuseLosingDebrief(withdraws, withdrawDebrief);
  if (refused !== null) return refused;
  const covered = await readCoveredOutcomes(dependencies, outcome, caller);
  if ('refusal' in covered) return covered;
  const also = covered.value.map(({ record, corrected }) => ({
    record,
    decision: {
      detail: { kind: 'retraction' as const },
      corrects: corrected.actionId,
      texts: { reason },
    },
  }));
  return { value: { withdraws, also } };
};

/**
 * Undoes an action that was recorded by mistake. Retracting the outcome of a covered task reopens this task only; that
 * of the main task reopens all that the interview covers. Retracting a correction does not restore what it corrected.
 */
export const retractAction = (
  dependencies: CaseworkDependencies,
  { taskId, body }: WorkInput<RetractionBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> => {
  const { key, taskVersion, ...content } = body;
  const request = { taskId, key, taskVersion, kind: 'retraction', content } as const;
  return recordAction(dependencies, request, caller, now, async (record) => {
    const { actions } = record;
    const current = listCurrentActions(actions).find(({ actionId }) => actionId === body.corrects);
    if (current === undefined || !RETRACTABLE.includes(current.kind)) {
      return refuseBody(
        'unknown-action',
        '/corrects',
        'This task has no action to retract with this id.',
      );
    }
    const notTheirs = await refuseOthersCorrection(dependencies, record, current, caller);
    if (notTheirs !== null) return notTheirs;
    const more: Result<Partial<Decided>> =
      current.kind === 'outcome'
        ? await retractOutcome(dependencies, record, current, body, caller)
        : { value: {} };
    if ('refusal' in more) return more;
    return {
      value: {
        ...more.value,
        detail: { kind: 'retraction' },
        corrects: current.actionId,
        texts: { reason: body.reason },
      },
    };
  });
};
