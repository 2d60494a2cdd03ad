import { readStaffMember } from '../directory/staff-store.ts';
import type { DebriefBody } from '../episodes/debrief-api.ts';
import type { RecordedActionView } from '../episodes/task-api.ts';
import type { Debrief } from '../episodes/debrief.ts';
import type { Instant } from '../kernel/instant.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import type { BrokenRule } from '../kernel/problem.ts';
import { brokenIf, refuseBody, refuseBrokenRules, type Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import { checkItems } from '../intelligence/item-rules.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import type { Interviewee } from '../episodes/action.ts';
import type { RhiTask } from '../episodes/task.ts';
import type { Decided } from './record-action.ts';
import { parsePastInstant, recordWork, type Work, type WorkInput } from './record-work.ts';
import { splitItems } from './split-items.ts';
import type { CaseworkDependencies } from './task-record.ts';

/** What zod leaves open as undefined is left out. */
const sectionsOf = ({ sections }: DebriefBody): Debrief['sections'] =>
  Object.fromEntries(
    Object.entries(sections).map(([section, codes]) => [section, [...new Set(codes)]]),
  );

/** A debrief but for its items: those are checked first. */
type Interview = Omit<Debrief, 'items'>;

const interviewOf = (body: DebriefBody, work: Work, heldAt: Instant, by: string): Interview => {
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
    sections: sectionsOf(body),
  };
};

const isUnknown = async (
  ports: CaseworkDependencies,
  { interviewer }: DebriefBody,
  authority: string,
): Promise<boolean> =>
  interviewer != null && (await readStaffMember(ports, authority, interviewer)) === null;

const findBroken = async (
  ports: CaseworkDependencies,
  { texts, items }: DebriefBody,
  interview: Interview,
  { task, stored }: Work['record'],
): Promise<readonly BrokenRule[]> => {
  const codes = await readCatalogue(ports, stored.episode.responsibleAuthority);
  return [
    ...checkDebrief({ ...interview, texts: Object.keys(texts) }, task),
    ...checkItems(items, codes, londonDateOf(interview.heldAt)),
  ];
};

const decideDebrief = async (
  ports: CaseworkDependencies,
  body: DebriefBody,
  work: Work,
  caller: Caller,
  now: Instant,
): Promise<Result<Decided>> => {
  const { task, stored } = work.record;
  if (task.debriefId !== null && work.corrected === null) {
    return refuseBody('missing-field', '/corrects', 'A debrief stands: this can only correct it.');
  }
  const heldAt = parsePastInstant(body.heldAt, '/heldAt', now, task.outcome?.at);
  if ('refusal' in heldAt) return heldAt;
  const interview = interviewOf(body, work, heldAt.value, caller.subject);
  const refused = refuseBrokenRules(await findBroken(ports, body, interview, work.record));
  if (refused !== null) return refused;
  const { responsibleAuthority } = stored.episode;
  if (await isUnknown(ports, body, responsibleAuthority)) {
    return refuseBody(
      'unknown-practitioner',
      '/interviewer',
      'Nobody of the authority has this id.',
    );
  }
  const { items, texts } = await splitItems(ports.pseudonyms, responsibleAuthority, body.items);
  const { debriefId, interviewId, interviewee } = interview;
  return {
    value: {
      detail: { kind: 'debrief', debriefId, interviewId, interviewee },
      happenedAt: heldAt.value,
      texts: { ...body.texts, ...texts },
      debrief: { ...interview, items },
    },
  };
};

/**
 * Hands in what was told in the interview that was held, or by the parent or carer after a decline.
 * The author's draft goes with it. A second one is a correction.
 */
export const recordDebrief = (
  ports: CaseworkDependencies,
  input: WorkInput<DebriefBody>,
  caller: Caller,
  now: Instant,
): Promise<Result<RecordedActionView>> =>
  recordWork(ports, 'debrief', input, caller, now, (work) =>
    decideDebrief(ports, input.body, work, caller, now),
  );

/** What is said of an interview that is handed in. */
export interface DebriefInput extends Pick<Debrief, 'interviewer' | 'place' | 'relation'> {
  readonly interviewee: Interviewee;
  readonly heldAt: Instant;
  /** Names of the free texts that were given. */
  readonly texts: readonly string[];
}

/** The child speaks in an interview that was held; a parent or carer when the child declined it. */
const hasInterview = ({ outcome }: RhiTask, interviewee: Interviewee): boolean =>
  outcome?.outcome === (interviewee === 'child' ? 'completed' : 'declined');

const textRules = ({ interviewer, place, relation, texts }: DebriefInput) =>
  (
    [
      ['interviewer', interviewer === null],
      ['place', place === 'other'],
      ['relation', relation === 'other'],
    ] as const
  ).flatMap(([name, needed]) =>
    brokenIf(
      needed && !texts.includes(name),
      'text-needed',
      `/texts/${name}`,
      'No code says it: say it in words.',
    ),
  );

/** What is wrong with a debrief of this task. */
export const checkDebrief = (told: DebriefInput, task: RhiTask): readonly BrokenRule[] => {
  const { returnedAt, outcome, taskId } = task;
  const hasOne = hasInterview(task, told.interviewee);
  return [
    ...brokenIf(
      !hasOne,
      'task-without-interview',
      '/interviewee',
      'Record first that the interview was held, or that the child declined it.',
    ),
    ...brokenIf(
      hasOne && outcome?.mainTaskId !== taskId,
      'task-without-interview',
      '',
      'The interview stands under its main task: the debrief belongs there.',
    ),
    ...brokenIf(
      returnedAt !== null && told.heldAt < returnedAt,
      'interview-before-return',
      '/heldAt',
      'The interview is dated before the child returned.',
    ),
    ...textRules(told),
  ];
};
