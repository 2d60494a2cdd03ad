import { taskIdSchema } from '../../../shared/kernel/api-fields.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { type Result, NOT_FOUND } from '../../../shared/kernel/result.ts';
import { listTasks } from '../../../shared/episodes/list-tasks.ts';
import { readDebrief } from '../../../shared/episodes/read-debrief.ts';
import { readTask } from '../../../shared/episodes/read-task.ts';
import { acknowledgeEscalation } from '../../../shared/escalation/acknowledge-escalation.ts';
import { allocateTask } from '../../../shared/casework/allocate-task.ts';
import { readDebriefDraft, saveDebriefDraft } from '../../../shared/casework/debrief-draft.ts';
import { recordAttempt } from '../../../shared/casework/record-attempt.ts';
import { recordBooking } from '../../../shared/casework/record-booking.ts';
import { recordDebrief } from '../../../shared/casework/record-debrief.ts';
import { recordOffer } from '../../../shared/casework/record-offer.ts';
import { recordOutcome } from '../../../shared/casework/record-outcome.ts';
import { recordReferral } from '../../../shared/casework/record-referral.ts';
import { retractAction } from '../../../shared/casework/retract-action.ts';
import type { TASK_OPERATIONS } from './task-operations.ts';
import type { HandlersOf, OperationRequest, WebDependencies } from '../web-context.ts';
import type { Caller } from '../../../shared/access/caller.ts';

type TaskHandlers = HandlersOf<typeof TASK_OPERATIONS>;

/** With the task of the path, when that can be the id of one. */
const onTask =
  <View extends object>(find: (taskId: string, caller: Caller, now: Instant) => Found<View>) =>
  ({ params, caller, now }: OperationRequest<unknown, unknown>): Found<View> => {
    const id = taskIdSchema.safeParse(params['taskId']);
    return id.success ? find(id.data, caller, now) : Promise.resolve(NOT_FOUND);
  };

type Found<View> = Promise<Result<View>>;

const reading = (dependencies: WebDependencies) =>
  ({
    listTasks: ({ query, caller, now }) => listTasks(dependencies, query, caller, now),
    readTask: onTask((taskId, caller, now) => readTask(dependencies, taskId, caller, now)),
    readDebrief: onTask((taskId, caller) => readDebrief(dependencies, taskId, caller)),
    readDebriefDraft: onTask((taskId, caller) => readDebriefDraft(dependencies, taskId, caller)),
  }) satisfies Partial<TaskHandlers>;

/** What a use case records of the task of the path. */
type RecordOnTask<Body> = (
  ports: WebDependencies,
  input: { readonly taskId: string; readonly body: Body },
  caller: Caller,
  now: Instant,
) => Found<object>;

const recording = (dependencies: WebDependencies) => {
  const recordWith =
    <Body>(record: RecordOnTask<Body>) =>
    (request: OperationRequest<unknown, Body>): Found<object> =>
      onTask((taskId, caller, now) =>
        record(dependencies, { taskId, body: request.body }, caller, now),
      )(request);
  return {
    allocateTask: recordWith(allocateTask),
    recordAttempt: recordWith(recordAttempt),
    recordOffer: recordWith(recordOffer),
    recordBooking: recordWith(recordBooking),
    recordOutcome: recordWith(recordOutcome),
    recordDebrief: recordWith(recordDebrief),
    recordReferral: recordWith(recordReferral),
    retractAction: recordWith(retractAction),
    saveDebriefDraft: recordWith(saveDebriefDraft),
    acknowledgeEscalation: ({ params, body, caller, now }) =>
      acknowledgeEscalation(
        dependencies,
        { escalationId: params['escalationId'] ?? '', body },
        caller,
        now,
      ),
  } satisfies Partial<TaskHandlers>;
};

/** Answers what is asked of tasks, and takes in what was done about them. */
export const taskHandlers = (dependencies: WebDependencies): TaskHandlers => ({
  ...reading(dependencies),
  ...recording(dependencies),
});
