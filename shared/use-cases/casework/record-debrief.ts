import type { DebriefBody } from '../../contracts/api/debrief.ts';
import type { RecordedActionView } from '../../contracts/api/task.ts';
import type { Debrief } from '../../domain/debrief.ts';
import { debriefRules } from '../../domain/debrief-rules.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Caller } from '../../ports.ts';
import { type Answer, refuseBody } from '../read/answer.ts';
import type { Decided } from './record-action.ts';
import { readPast, recordWork, type Work, type WorkInput } from './record-work.ts';
import { refuseBroken } from './refusals.ts';
import { readPerson } from './read-person.ts';
import type { WorkPorts } from './work-ports.ts';

/** What zod leaves open as undefined is left out. */
const sectionsOf = ({ sections }: DebriefBody): Debrief['sections'] =>
  Object.fromEntries(
    Object.entries(sections).map(([section, codes]) => [section, [...new Set(codes)]]),
  );

const debriefOf = (body: DebriefBody, work: Work, heldAt: Instant, by: string): Debrief => {
  const { task } = work.record;
  return {
    debriefId: work.actionId.replace(/^act-/, 'deb-'),
    taskId: task.taskId,
    interviewId: task.outcome?.interviewId ?? null,
    informant: body.informant,
    heldAt,
    place: body.place,
    interviewer: body.interviewer === undefined ? by : body.interviewer,
    relation: body.relation,
    childPreference: body.childPreference,
    seenAlone: body.seenAlone ?? null,
    sections: sectionsOf(body),
    items: [],
  };
};

const isUnknown = async (
  ports: WorkPorts,
  { interviewer }: DebriefBody,
  authority: string,
): Promise<boolean> =>
  interviewer != null && (await readPerson(ports, authority, interviewer)) === null;

const decideDebrief = async (
  ports: WorkPorts,
  body: DebriefBody,
  work: Work,
  caller: Caller,
  now: Instant,
): Promise<Answer<Decided>> => {
  const { task, stored } = work.record;
  if (task.debriefId !== null && work.corrected === null) {
    return refuseBody('missing-member', '/corrects', 'A debrief stands: this can only correct it.');
  }
  const heldAt = readPast(body.heldAt, '/heldAt', now, task.outcome?.at);
  if ('refusal' in heldAt) return heldAt;
  const debrief = debriefOf(body, work, heldAt.answer, caller.subject);
  const told = { ...debrief, texts: Object.keys(body.texts) };
  const refused = refuseBroken(debriefRules(told, task));
  if (refused !== null) return refused;
  if (await isUnknown(ports, body, stored.episode.responsibleAuthority)) {
    return refuseBody(
      'unknown-practitioner',
      '/interviewer',
      'Nobody of the authority has this id.',
    );
  }
  const { debriefId, interviewId, informant } = debrief;
  return {
    answer: {
      detail: { kind: 'debrief', debriefId, interviewId, informant },
      happenedAt: heldAt.answer,
      texts: body.texts,
      debrief,
    },
  };
};

/**
 * Hands in what was told in the interview that was held, or by the parent or carer after a decline.
 * The author's draft goes with it. A second one is a correction.
 */
export const recordDebrief = (
  ports: WorkPorts,
  input: WorkInput<DebriefBody>,
  caller: Caller,
  now: Instant,
): Promise<Answer<RecordedActionView>> =>
  recordWork(ports, 'debrief', input, caller, now, (work) =>
    decideDebrief(ports, input.body, work, caller, now),
  );
