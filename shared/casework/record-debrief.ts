import { isIndependent } from './check-independence.ts';
import type { Instant } from '../kernel/instant.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { listIfBroken, refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { readStaffMember } from '../directory/staff-store.ts';
import { checkCode, checkItems } from '../intelligence/item-rules.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import type { Interviewee } from '../episodes/action.ts';
import { listCurrentActions } from '../episodes/rules/current-actions.ts';
import { hasInterview, isDebriefedAfter } from './debrief-interview.ts';
import type { DebriefBody } from '../episodes/debrief-api.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Decided } from './record-action.ts';
import { parsePastInstant, recordWork, type Work, type WorkInput } from './record-work.ts';
import { splitItems } from './split-items.ts';
import { refuseTooEarly } from './refuse-too-early.ts';
import type { CaseworkDependencies } from './task-record.ts';

interface DebriefInput extends Pick<Debrief, 'interviewer' | 'place' | 'relation'> {
  readonly interviewee: Interviewee;
  readonly heldAt: Instant;
  readonly texts: readonly string[];
}

const checkTexts = ({ interviewer, place, relation, texts }: DebriefInput) =>
  (
    [
      ['interviewer', interviewer === null],
      ['place', place === 'other'],
      ['relation', relation === 'other'],
    ] as const
  ).flatMap(([name, needed]) =>
    listIfBroken(
      needed && !texts.includes(name),
      'text-needed',
      `/texts/${name}`,
      'Describe this in words: no code covers it.',
    ),
  );

const checkDebrief = (input: DebriefInput, task: RhiTask): readonly BrokenRule[] => {
  const { outcome } = task;
  const isHeld = hasInterview(task, input.interviewee);
  return [
    ...listIfBroken(
      !isHeld,
      'task-without-interview',
      '/interviewee',
      'First record that the interview was held, or that the child declined it.',
    ),
    ...listIfBroken(
      isHeld && outcome?.covers === null,
      'task-without-interview',
      '',
      'Submit the debrief on the main task of the interview.',
    ),
    ...listIfBroken(
      isHeld && input.interviewee === 'child' && input.heldAt !== outcome?.at,
      'differs-from-outcome',
      '/heldAt',
      'The outcome says that the interview was held at another time. Leave this out, or correct the outcome first.',
    ),
    ...(input.interviewee === 'child' ? [] : refuseTooEarly(task, input.heldAt, '/heldAt')),
    ...checkTexts(input),
  ];
};

/** Leaves out sections that zod kept as undefined, and repeated codes. */
const readSections = ({ sections }: DebriefBody): Debrief['sections'] =>
  Object.fromEntries(
    Object.entries(sections).map(([section, codes]) => [section, [...new Set(codes)]]),
  );

type Interview = Omit<Debrief, 'items'>;

const buildInterview = (body: DebriefBody, work: Work, heldAt: Instant, by: string): Interview => {
  const { task } = work.record;
  return {
    debriefId: work.actionId.replace(/^act-/, 'deb-'),
    taskId: task.taskId,
    interviewId: task.outcome?.interviewId ?? null,
    interviewee: body.interviewee,
    heldAt,
    place: body.place,
    interviewer: body.interviewer === undefined ? by : body.interviewer,
    relation: body.relation,
    childPreference: body.childPreference,
    seenAlone: body.seenAlone ?? null,
    sections: readSections(body),
  };
};

const isUnknownInterviewer = async (
  dependencies: CaseworkDependencies,
  { interviewer }: DebriefBody,
  authority: string,
): Promise<boolean> =>
  interviewer != null && (await readStaffMember(dependencies, authority, interviewer)) === null;

/** Of an interview of the child, when the outcome does not say that the child asked for somebody with a tie. */
const isRefusedAsTied = async (
  dependencies: CaseworkDependencies,
  { interviewer, interviewee }: DebriefBody,
  { record }: Work,
  { subject }: Caller,
): Promise<boolean> => {
  const asked = record.task.outcome?.independent === false;
  if (interviewee !== 'child' || interviewer === null || asked) return false;
  return !(await isIndependent(dependencies, record, interviewer ?? subject));
};

/** Harm codes come from the authority's code catalogue, as in the items. */
const checkBody = async (
  dependencies: CaseworkDependencies,
  { texts, items, sections }: DebriefBody,
  interview: Interview,
  { task, stored }: Work['record'],
): Promise<readonly BrokenRule[]> => {
  const codes = await readCatalogue(dependencies, stored.episode.responsibleAuthority);
  const day = toLondonDate(interview.heldAt);
  return [
    ...checkDebrief({ ...interview, texts: Object.keys(texts) }, task),
    ...(sections.harm ?? []).flatMap((harm, at) =>
      checkCode(codes, day, ['harm', harm, `sections/harm/${String(at)}`]),
    ),
    ...checkItems(items, codes, day),
  ];
};

/** One of the child and one of a parent or carer can stand beside each other. */
const hasOtherDebrief = ({ record, corrected }: Work, interviewee: Interviewee): boolean =>
  listCurrentActions(record.actions).some(
    (action) =>
      action.kind === 'debrief' &&
      action.interviewee === interviewee &&
      action.actionId !== corrected?.actionId,
  );

/** The debrief belongs to the episode that its interview belongs to, whatever police say later. */
const findInterviewAction = ({ record }: Work, interviewee: Interviewee) =>
  listCurrentActions(record.actions).findLast(
    (action) => action.kind === 'outcome' && isDebriefedAfter(action.outcome, interviewee),
  );

const findInterviewTime = ({ outcome, declinedFirst }: RhiTask, interviewee: Interviewee) =>
  interviewee === 'child' ? outcome?.at : (declinedFirst?.at ?? outcome?.at);

const decideDebrief = async (
  dependencies: CaseworkDependencies,
  body: DebriefBody,
  work: Work,
  caller: Caller,
  now: Instant,
): Promise<Result<Decided>> => {
  const { task, stored } = work.record;
  if (hasOtherDebrief(work, body.interviewee)) {
    const message = 'The task has a debrief. To correct it, enter the id of its action.';
    return refuseBody('missing-field', '/corrects', message);
  }
  const interviewAt = findInterviewTime(task, body.interviewee);
  const heldAt = parsePastInstant(body.heldAt, '/heldAt', now, interviewAt);
  if ('refusal' in heldAt) return heldAt;
  const interview = buildInterview(body, work, heldAt.value, caller.subject);
  const refused = refuseBrokenRules(await checkBody(dependencies, body, interview, work.record));
  if (refused !== null) return refused;
  const { responsibleAuthority } = stored.episode;
  if (await isUnknownInterviewer(dependencies, body, responsibleAuthority)) {
    const message = 'No member of staff in the authority has this id.';
    return refuseBody('unknown-practitioner', '/interviewer', message);
  }
  if (await isRefusedAsTied(dependencies, body, work, caller)) {
    const message =
      'The interviewer is involved in the care of this child. Only an interview for which the child asked for them is recorded so: say that in the outcome first.';
    return refuseBody('not-independent', '/interviewer', message);
  }
  const { pseudonyms } = dependencies;
  const { items, texts } = await splitItems(pseudonyms, responsibleAuthority, body.items);
  const { debriefId, interviewId, interviewee } = interview;
  return {
    value: {
      detail: { kind: 'debrief', debriefId, interviewId, interviewee },
      workedFor: findInterviewAction(work, interviewee)?.notificationId,
      happenedAt: heldAt.value,
      texts: { ...body.texts, ...texts },
      debrief: { ...interview, items },
    },
  };
};

/**
 * Submits what the child disclosed in the interview, or the parent or carer after the child
 * declined. Deletes the author's draft. A second debrief must correct the first.
 */
export const recordDebrief = (
  dependencies: CaseworkDependencies,
  input: WorkInput<DebriefBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(
    dependencies,
    'debrief',
    input,
    caller,
    now,
    (work) => decideDebrief(dependencies, input.body, work, caller, now),
    ({ outcome, withdrawn }) =>
      outcome?.outcome === 'completed' && withdrawn?.reason !== 'deceased',
  );
