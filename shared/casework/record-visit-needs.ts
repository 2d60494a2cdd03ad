import * as z from 'zod';
import { type Alert, createAlert } from '../alerts/alert.ts';
import type { Caller } from '../access/caller.ts';
import { findAuthoritySettings } from '../directory/directory.ts';
import { chooseEscalationRecipients } from '../directory/escalation-recipients.ts';
import { readStaff } from '../directory/staff-store.ts';
import { practitionerIdSchema, type Staff } from '../directory/staff.ts';
import type { ActionDetail } from '../episodes/action.ts';
import { listGivenIds, readChildInCare } from '../episodes/rules/interviewer.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import { type VisitText, VISIT_TEXTS, visitNeedsFields } from '../episodes/visit-needs.ts';
import { actionRequestFields, correctionFields, textSchema } from '../kernel/api-fields.ts';
import type { Instant } from '../kernel/instant.ts';
import { refuseBody, type Result } from '../kernel/result.ts';
import { type Fitness, readFitness } from './choose-practitioner.ts';
import { createFollowingId, type Decision } from './record-action.ts';
import { recordWork, type Work, type WorkInput } from './record-work.ts';
import type { CaseworkDependencies } from './task-record.ts';

const textFields = Object.fromEntries(
  VISIT_TEXTS.map((name) => [name, textSchema.optional()]),
) as Record<VisitText, z.ZodOptional<typeof textSchema>>;

/** What whoever visits has to know: communication needs, language, a safe way of contact, a known hazard, the child's wish. */
export const visitNeedsSchema = z
  .strictObject({
    interpreter: visitNeedsFields.interpreter,
    twoPeople: visitNeedsFields.twoPeople,
    wishedPractitioner: practitionerIdSchema.nullable().default(null),
    wishedPlace: visitNeedsFields.wishedPlace.default(null),
    ...textFields,
  })
  .meta({ id: 'VisitNeeds' });
export type VisitNeedsBody = z.infer<typeof visitNeedsSchema>;

export const visitNeedsBodySchema = z
  .strictObject({ ...actionRequestFields, visitNeeds: visitNeedsSchema, ...correctionFields })
  .meta({ id: 'VisitNeedsBody' });
export type VisitNeedsRequest = z.infer<typeof visitNeedsBodySchema>;

interface Recorded {
  readonly visitNeeds: Extract<ActionDetail, { kind: 'visit-needs' }>['visitNeeds'];
  readonly texts: Readonly<Record<string, string | undefined>>;
  /** The allocation that follows from the wish of the child, and who hears of it. */
  readonly follows: Pick<Decision, 'follows' | 'alerts' | 'claim'>;
}

const UNKNOWN_WISH =
  'The authority has no active practitioner with this id. Enter the wish in words (`wish`).';

type Wish = Exclude<Fitness, 'candidate'> | 'granted' | 'theirs';

/** Whether the task goes to whom the child asked for, and what they have, which must not change meanwhile. */
const judgeWish = async (
  dependencies: CaseworkDependencies,
  { record }: Work,
  staff: Staff,
  wished: string,
  now: Instant,
) => {
  const { stored, task } = record;
  const caseload = await dependencies.staff.readCaseload(wished);
  const person = staff.practitioners.find(({ practitionerId }) => practitionerId === wished);
  const children = await dependencies.episodes.readChildren(listGivenIds(stored));
  const question = {
    taskId: task.taskId,
    team: task.team,
    dueAt: task.dueAt,
    child: readChildInCare(stored.episode, stored, children),
    wished,
    known: [],
    staff,
    urgentHours: 0,
  };
  const loads = new Map([[wished, caseload.tasks]]);
  const fitness = person === undefined ? 'absent' : readFitness(person, question, loads, now);
  const isTheirs = task.allocation?.practitioner === wished;
  const wish: Wish = isTheirs ? 'theirs' : fitness === 'candidate' ? 'granted' : fitness;
  return { wish, caseload };
};

/** The task goes to whom the child asked for; where it cannot, the managers of its team decide. */
const followWish = async (
  dependencies: CaseworkDependencies,
  work: Work,
  wished: string,
  caller: Caller,
  now: Instant,
): Promise<Result<Recorded['follows']>> => {
  const { stored, task } = work.record;
  const authority = stored.episode.responsibleAuthority;
  const staff = await readStaff(dependencies, authority);
  const isKnown = staff.practitioners.some(
    ({ practitionerId, role, inactive }) =>
      practitionerId === wished && role === 'practitioner' && !inactive,
  );
  if (!isKnown)
    return refuseBody('unknown-practitioner', '/visitNeeds/wishedPractitioner', UNKNOWN_WISH);
  const { wish, caseload } = await judgeWish(dependencies, work, staff, wished, now);
  if (wish === 'theirs' || task.state !== 'open') return { value: {} };
  const { quietHours } = findAuthoritySettings(dependencies.directory, authority);
  const cause = createFollowingId(task.taskId, work.actionId, 'allocation');
  const notify = (recipient: string, kind: Alert['kind']): readonly Alert[] =>
    recipient === caller.subject
      ? []
      : [
          createAlert(
            {
              cause,
              recipient,
              kind,
              authority,
              task,
              quietHours,
              wakesSender: true,
            },
            now,
          ),
        ];
  if (wish !== 'granted') {
    const managers = chooseEscalationRecipients(['team-manager'], task, staff.practitioners);
    const alerts = managers.flatMap(({ practitionerId }) => notify(practitionerId, 'decide-who'));
    return { value: { alerts } };
  }
  const former = task.allocation?.practitioner ?? null;
  const allocation = { practitioner: wished, basis: 'child-wish', why: null } as const;
  return {
    value: {
      follows: [{ kind: 'allocation', ...allocation }],
      claim: caseload,
      alerts: [
        ...notify(wished, former === null ? 'new-task' : 'reallocated'),
        ...(former === null ? [] : notify(former, 'no-longer-yours')),
      ],
    },
  };
};

/** What is recorded of a visit's needs, with what follows from the child's wish. */
export const decideVisitNeeds = async (
  dependencies: CaseworkDependencies,
  work: Work,
  { interpreter, twoPeople, wishedPractitioner, wishedPlace, ...texts }: VisitNeedsBody,
  caller: Caller,
  now: Instant,
): Promise<Result<Recorded>> => {
  const follows =
    wishedPractitioner === null
      ? { value: {} }
      : await followWish(dependencies, work, wishedPractitioner, caller, now);
  if ('refusal' in follows) return follows;
  const visitNeeds = { interpreter, twoPeople, wishedPractitioner, wishedPlace };
  return { value: { visitNeeds, texts, follows: follows.value } };
};

export const recordVisitNeeds = (
  dependencies: CaseworkDependencies,
  input: WorkInput<VisitNeedsRequest>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(dependencies, 'visit-needs', input, caller, now, async (work) => {
    const { visitNeeds: asked } = input.body;
    const decided = await decideVisitNeeds(dependencies, work, asked, caller, now);
    if ('refusal' in decided) return decided;
    const { visitNeeds, texts, follows } = decided.value;
    return { value: { detail: { kind: 'visit-needs', visitNeeds }, texts, ...follows } };
  });
