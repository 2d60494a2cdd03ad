import { makeMatchId } from '../../../shared/episodes/rules/child-matches.ts';
import type { TaskView } from '../../../shared/episodes/task-api.ts';
import { addMs, DAY_MS, HOUR_MS, toMs } from '../../../shared/kernel/instant.ts';
import { toLondonDate } from '../../../shared/kernel/london-time.ts';
import { generateInterview } from '../demonstration/people/interview.ts';
import {
  buildStepRequest,
  type DisclosedItem,
  type StepAction,
} from '../demonstration/people/step.ts';
import { generatePlaces } from '../demonstration/places.ts';
import type { Desk, FilledForm } from './desk.ts';
import { fillAcknowledgement, fillRenewal } from './fill-plan.ts';
import { isAccepted } from './world.ts';

const LONGEST_AGO_MS = 5 * HOUR_MS;

/** Some time ago, and seldom before the child was back: that is refused. */
const drawHappenedAt = ({ random, task, now }: Desk): number => {
  const ago = Math.floor(random.uniform(0, LONGEST_AGO_MS));
  const earliest = toMs(task.returnedAt ?? task.foundAt ?? now);
  return Math.max(toMs(now) - ago, random.happens(0.9) ? Math.min(earliest, toMs(now)) : 0);
};

const fillStep = (
  desk: Desk,
  action: StepAction,
  covers: readonly TaskView[] = [],
  happenedAt = drawHappenedAt(desk),
): FilledForm | null => {
  const step = { name: action.kind, happenedAt, recordedAt: toMs(desk.now), action };
  const built = buildStepRequest({
    step,
    task: desk.task,
    round: 1,
    actionOf: () => undefined,
    covers,
  });
  if (built === null) return null;
  return {
    path: built.path,
    body: { ...built.body },
    covers: covers.map(({ taskId }) => taskId),
  };
};

const fillAttempt = (desk: Desk): FilledForm | null =>
  fillStep(desk, {
    kind: 'attempt',
    channel: desk.random.pick(['phone', 'visit', 'text'] as const),
    result: desk.random.pick(['no-answer', 'message-left', 'spoke-to-child'] as const),
    note: 'Tried.',
    corrects: null,
  });

const fillDebrief = (desk: Desk): FilledForm | null => {
  const { random, task, world, worker } = desk;
  const hasDeclined = task.outcome?.outcome === 'declined' || task.declinedFirst !== null;
  const isOfParent = hasDeclined && (task.outcome?.outcome === 'declined' || random.happens(0.5));
  const interviewee = isOfParent ? 'parent-or-carer' : 'child';
  const area = random.pick(world.areas);
  const setting = {
    authority: worker.authority,
    heldAt: toMs(desk.now),
    places: generatePlaces(1, area),
    patterns: [],
  };
  const interview = generateInterview(random, interviewee, setting);
  const ofOutcome = interviewee === 'child' && random.happens(0.95) ? task.outcome?.at : undefined;
  const heldAt = ofOutcome === undefined ? drawHappenedAt(desk) : toMs(ofOutcome);
  return fillStep(desk, { kind: 'debrief', interview }, [], heldAt);
};

/** The last action of this kind on the task that was recorded. */
const findRecorded = ({ world, task }: Desk, kinds: readonly string[]): string | null =>
  world.forms
    .filter((form) => form.taskId === task.taskId && kinds.includes(form.kind))
    .flatMap(({ results }) => results.filter(isAccepted).map(({ actionId }) => actionId))
    .at(-1) ?? null;

/** An outcome is named after what it was, and `outcome` when it was corrected. */
const OUTCOMES = ['completed', 'declined', 'not-possible', 'outcome'];

const correct = (
  desk: Desk,
  kinds: readonly string[],
  form: FilledForm | null,
): FilledForm | null => {
  const corrects = findRecorded(desk, kinds);
  if (form === null || corrects === null) return null;
  return { ...form, body: { ...form.body, corrects, correctionReason: 'It was wrong.' } };
};

const fillRetraction = (desk: Desk): FilledForm | null => {
  const { taskId, taskVersion } = desk.task;
  const kinds = desk.random.pick([OUTCOMES, ['debrief'], ['attempt', 'offer', 'booking']]);
  const corrects = findRecorded(desk, kinds);
  if (corrects === null) return null;
  return {
    path: `/api/v1/tasks/${taskId}/retractions`,
    body: {
      taskVersion,
      corrects,
      reason: 'It did not happen.',
      withdrawDebrief: desk.random.happens(0.7),
    },
    covers: [],
  };
};

const fillAllocation = ({ task }: Desk, practitioner: string | null): FilledForm => ({
  path: `/api/v1/tasks/${task.taskId}/allocate`,
  body: { taskVersion: task.taskVersion, practitioner, reason: 'The load is shared.' },
  covers: [],
});

const drawColleague = ({ random, world, worker }: Desk): string =>
  random.pick(
    world.staff.filter(
      ({ authority, role }) => authority === worker.authority && role === 'practitioner',
    ),
  ).practitionerId;

const fillAbsence = ({ worker, random, now }: Desk): FilledForm => ({
  path: '/api/v1/absences',
  body: {
    practitionerId: worker.practitionerId,
    from: toLondonDate(now),
    until: toLondonDate(addMs(now, random.integer(0, 2) * DAY_MS)),
  },
  covers: [],
});

const fillAfterDebrief = (
  { random, task: { taskId, taskVersion, debriefs } }: Desk,
  route: string,
  says: object,
): FilledForm | null =>
  debriefs.length === 0 && random.happens(0.9)
    ? null
    : { path: `/api/v1/tasks/${taskId}/${route}`, body: { taskVersion, ...says }, covers: [] };

/** Refused where a text of the item names the child. */
const fillReport = (desk: Desk): FilledForm | null => {
  const { world, task, random } = desk;
  const debrief = world.forms.findLast(
    ({ taskId, kind, results }) =>
      kind === 'debrief' && taskId === task.taskId && results.some(isAccepted),
  );
  const items = (debrief?.body['items'] ?? []) as readonly DisclosedItem[];
  const numbers = items.flatMap(({ forPolice }, at) => (forPolice ? [at + 1] : []));
  if (numbers.length === 0) return null;
  return fillAfterDebrief(desk, 'intelligence-reports', {
    items: [random.pick(numbers)],
    text: 'Somebody waits there in the evening.',
    handling: 'P',
  });
};

const fillReferral = (desk: Desk): FilledForm | null =>
  fillAfterDebrief(desk, 'referrals', {
    to: desk.random.pick(['mace', 'health', 'youth-work']),
    status: 'to-be-made',
  });

const fillReferralUpdate = (desk: Desk): FilledForm | null => {
  const referralId = findRecorded(desk, ['referral']);
  if (referralId === null) return null;
  const status = desk.random.pick(['made', 'accepted', 'closed']);
  return fillAfterDebrief(desk, 'referrals', { referralId, status });
};

/** Somebody leaves, comes back, or gets another caseload. */
const fillStaffMember = ({ random, world, colleagues }: Desk): FilledForm | null => {
  if (colleagues.length === 0) return null;
  const { practitionerId, version } = random.pick(colleagues);
  const person = world.staff.find((one) => one.practitionerId === practitionerId);
  if (person === undefined) return null;
  const { token: _, caller: __, ...member } = person;
  return {
    path: '/api/v1/practitioners',
    body: {
      ...member,
      version,
      // Managers and those above read the lists that are compared at the end.
      inactive: member.role === 'practitioner' && random.happens(0.3),
      caseloadCap: random.happens(0.5) ? random.integer(1, 5) : null,
    },
    covers: [],
  };
};

/** Seldom before the child was reported: that is refused. Or it was wrong. */
const fillReturn = ({ random, task: { taskId, taskVersion }, now }: Desk): FilledForm => ({
  path: `/api/v1/tasks/${taskId}/return`,
  body: {
    taskVersion,
    returnedAt: random.happens(0.25)
      ? null
      : addMs(now, -Math.floor(random.uniform(0, LONGEST_AGO_MS))),
    saidBy: random.pick(['parent-or-carer', 'placement', 'school']),
    how: 'Somebody phoned.',
  },
  covers: [],
});

/** Two episodes of a reference are one; or they are not, after all. */
const fillJoining = ({ random, world, task: { episodeId } }: Desk): FilledForm => {
  const joined = world.forms.filter(
    ({ kind, body, results }) =>
      kind === 'joining' && body['joined'] === true && results.some(isAccepted),
  );
  const before = joined.length > 0 && random.happens(0.5) ? random.pick(joined) : null;
  return {
    path: before?.path ?? `/api/v1/episodes/${episodeId}/joining`,
    body: { joined: before === null, reason: 'It was one evening.' },
    covers: [],
  };
};

/** About two of the list, or about two of whom somebody said something before. */
const fillMatch = ({ random, world, task: { childId }, others }: Desk): FilledForm | null => {
  const said = world.forms.filter(({ kind }) => kind === 'match');
  const before = said.length > 0 && random.happens(0.6) ? random.pick(said) : null;
  const other = others.length === 0 ? null : random.pick(others).childId;
  if (before === null && (childId === null || other === null)) return null;
  const decision = random.pick(['same', 'same', 'same', 'different', 'undo'] as const);
  return {
    path: before?.path ?? `/api/v1/children/matches/${makeMatchId(childId ?? '', other ?? '')}`,
    body: { decision, reason: 'The family said so.' },
    covers: [],
  };
};

const fillCompleted = (desk: Desk): FilledForm | null =>
  fillStep(
    desk,
    { kind: 'completed', lateReason: 'could-not-make-contact', corrects: null },
    desk.random.happens(0.7) ? desk.others : [],
  );

const fillDeclined = (desk: Desk): FilledForm | null =>
  fillStep(desk, {
    kind: 'declined',
    reason: 'no-reason-given',
    parentOffered: true,
    parentGave: desk.random.happens(0.5),
  });

const fillNotPossible = (desk: Desk): FilledForm | null =>
  fillStep(desk, {
    kind: 'not-possible',
    reason: desk.random.pick([
      'unable-to-contact',
      'missing-again',
      'in-hospital',
      'other',
    ] as const),
    words: desk.random.happens(0.5) ? 'Nobody knows where.' : null,
  });

/** Mostly at another time, sometimes with another end. */
const fillCorrectedOutcome = (desk: Desk): FilledForm | null => {
  const { random } = desk;
  const fill = random.pick([fillCompleted, fillCompleted, fillDeclined, fillNotPossible]);
  const form = correct(desk, OUTCOMES, fill({ ...desk, others: [] }));
  return form && { ...form, body: { ...form.body, withdrawDebrief: random.happens(0.7) } };
};

const MISSED = { kind: 'missed', booking: 'booking' } as const;

/** Sometimes the child wishes for somebody, of this authority or another. */
const drawVisitNeeds = ({ random, world }: Desk) => ({
  interpreter: random.pick([true, false, null]),
  twoPeople: random.happens(0.1),
  wishedPractitioner: random.happens(0.4) ? random.pick(world.staff).practitionerId : null,
  wishedPlace: random.pick(['home', 'school', null] as const),
});

/** How each kind of form is filled in; null when there is nothing to fill in. */
export const FORMS = {
  attempt: fillAttempt,
  offer: (desk: Desk) =>
    fillStep(desk, {
      kind: 'offer',
      channel: 'phone',
      to: 'child',
      response: desk.random.pick(['accepted', 'undecided'] as const),
      note: 'Offered.',
      visitNeeds: drawVisitNeeds(desk),
      likesThem: false,
    }),
  booking: (desk: Desk) =>
    fillStep(desk, {
      kind: 'booking',
      at: toMs(addMs(desk.now, desk.random.integer(1, 48) * HOUR_MS)),
      place: 'At home.',
    }),
  missed: (desk: Desk) => (desk.task.booking === null ? null : fillStep(desk, MISSED)),
  completed: fillCompleted,
  declined: fillDeclined,
  'not-possible': fillNotPossible,
  'outcome corrected': fillCorrectedOutcome,
  debrief: fillDebrief,
  'attempt corrected': (desk: Desk) => correct(desk, ['attempt'], fillAttempt(desk)),
  'debrief corrected': (desk: Desk) => correct(desk, ['debrief'], fillDebrief(desk)),
  retraction: fillRetraction,
  'take over': (desk: Desk) => fillAllocation(desk, desk.worker.practitionerId),
  'hand back': (desk: Desk) => fillAllocation(desk, null),
  allocation: (desk: Desk) => fillAllocation(desk, drawColleague(desk)),
  acknowledgement: fillAcknowledgement,
  'plan renewal': fillRenewal,
  absence: fillAbsence,
  'intelligence report': fillReport,
  referral: fillReferral,
  'referral updated': fillReferralUpdate,
  'staff member': fillStaffMember,
  return: fillReturn,
  joining: fillJoining,
  match: fillMatch,
} as const satisfies Readonly<Record<string, (desk: Desk) => FilledForm | null>>;

export type FormKind = keyof typeof FORMS;
