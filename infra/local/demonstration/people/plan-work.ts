import { HOUR_MS, MINUTE_MS } from '../../../../shared/kernel/instant.ts';
import type { StepAction, Step } from './step.ts';
import type { Random } from '../random.ts';
import {
  CONTACT_ATTEMPTS,
  type PlanContext,
  createStep,
  generateTypingMs,
  roundToMinute,
  type PlanSubject,
  findLastWorkingTime,
  findNextWorkingTime,
  planBookings,
  planContact,
  generateMoments,
  planFailedAttempt,
} from './plan-contact.ts';
import { generateInterview } from './interview.ts';
import {
  type Ending,
  type WorkRates,
  DECLINE_REASON_WEIGHTS,
  LATE_REASON_WEIGHTS,
  NOT_POSSIBLE_WEIGHTS,
} from './work-rates.ts';

const ALLOWED_MS = 72 * HOUR_MS;

const SHORTEST_MS = 1.5 * HOUR_MS;

export interface WorkPlan {
  readonly ending: Ending;
  readonly steps: readonly Step[];
}

const generateHeldAt = ({ random, rates, subject }: PlanContext): number => {
  const { returnedAt, knownAt } = subject;
  const earliest = knownAt + SHORTEST_MS;
  const due = returnedAt + ALLOWED_MS;
  if (!random.happens(rates.inTime) || earliest > due - HOUR_MS)
    return findNextWorkingTime(Math.max(earliest, due) + random.logUniform(2, 170) * HOUR_MS);
  const at = random.uniform(Math.max(returnedAt + 5 * HOUR_MS, earliest), due - HOUR_MS);
  return Math.max(earliest, findLastWorkingTime(at));
};

const planDebrief = (
  { random, subject }: PlanContext,
  heldAt: number,
  interviewee: 'child' | 'parent-or-carer',
): Step =>
  createStep('debrief', heldAt, random.logUniform(0.7, 26) * HOUR_MS, {
    kind: 'debrief',
    interview: generateInterview(random, interviewee, { ...subject.setting, heldAt }),
  });

const planCompleted = (context: PlanContext): Step[] => {
  const { random, rates } = context;
  const heldAt = roundToMinute(generateHeldAt(context));
  const contact = planContact(context, heldAt - 10 * MINUTE_MS, 'accepted');
  const offeredAt = contact.at(-1)?.happenedAt ?? heldAt;
  const lateReason = random.pickWeighted(LATE_REASON_WEIGHTS);
  const outcome = createStep('outcome', heldAt, generateTypingMs(random), {
    kind: 'completed',
    lateReason,
    corrects: null,
  });
  const written = random.happens(rates.debriefed) ? [planDebrief(context, heldAt, 'child')] : [];
  return [...contact, ...planBookings(context, offeredAt, heldAt), outcome, ...written];
};

const planDeclined = (context: PlanContext): Step[] => {
  const { random, rates, subject } = context;
  const at = findNextWorkingTime(subject.knownAt + random.logUniform(4, 90) * HOUR_MS);
  const parentOffered = random.happens(rates.parentOffered);
  const parentGave = parentOffered && random.happens(rates.parentGave);
  const reason = random.pickWeighted(DECLINE_REASON_WEIGHTS);
  const outcome = createStep('outcome', at, generateTypingMs(random), {
    kind: 'declined',
    reason,
    parentOffered,
    parentGave,
  });
  const debriefs = parentGave ? [planDebrief(context, at, 'parent-or-carer')] : [];
  const contact = planContact(context, at - 10 * MINUTE_MS, 'not-wanted-now');
  return [...contact, outcome, ...debriefs, ...planLaterTalk(context, at)];
};

/** A child who declined may talk a day or a few later. */
const planLaterTalk = (context: PlanContext, declinedAt: number): Step[] => {
  const { random, rates } = context;
  if (!random.happens(rates.talksLater)) return [];
  const heldAt = findNextWorkingTime(declinedAt + random.logUniform(28, 90) * HOUR_MS);
  const action = { kind: 'completed', lateReason: 'child-first-declined', corrects: null } as const;
  const debrief = { ...planDebrief(context, heldAt, 'child'), name: 'later-debrief' };
  return [createStep('later-outcome', heldAt, generateTypingMs(random), action), debrief];
};

/** What the record may not bear out: the calls were close together, or the next episode is not reported yet. */
const NOT_POSSIBLE_WORDS: Readonly<Record<string, string>> = {
  'unable-to-contact': 'Nobody opened, and the number is not in use.',
  'missing-again': 'Away again before a visit could be arranged.',
  'moved-out-of-area': 'Lives with her father in Leeds now. Asked the team there to see her.',
  'in-hospital':
    'The ward does not let anybody in for weeks. Asked the ward, and the social worker.',
  'in-custody': 'Remanded, 150 miles away. Asked the unit; they talk to him.',
  abroad: 'Back with her family in Portugal. Asked the social services there.',
};

const planNotPossible = (context: PlanContext): Step[] => {
  const { random, subject } = context;
  const at = findNextWorkingTime(subject.knownAt + random.logUniform(12, 110) * HOUR_MS);
  const reason = random.pickWeighted(NOT_POSSIBLE_WEIGHTS);
  const tries = reason === 'unable-to-contact' ? CONTACT_ATTEMPTS : random.integer(0, 1);
  const moments = generateMoments(random, tries, subject.knownAt, at - 10 * MINUTE_MS);
  const outcome = createStep('outcome', at, generateTypingMs(random) + HOUR_MS, {
    kind: 'not-possible',
    reason,
    words: NOT_POSSIBLE_WORDS[reason] ?? null,
  });
  return [
    ...moments.map((moment, index) => planFailedAttempt(context, index + 1, moment)),
    outcome,
  ];
};

/** Half of the tasks that stay open had one attempt, the rest none. */
const planLeft = (context: PlanContext): Step[] => {
  const { random, subject } = context;
  const at = findNextWorkingTime(subject.knownAt + random.logUniform(2, 60) * HOUR_MS);
  return random.happens(0.5) ? [planFailedAttempt(context, 1, at)] : [];
};

const PLAN_BY_ENDING = {
  completed: planCompleted,
  declined: planDeclined,
  'not-possible': planNotPossible,
  left: planLeft,
};

/** The first attempt was recorded wrongly, and is corrected later with another channel. */
const planCorrection = ({ random, rates }: PlanContext, steps: readonly Step[]): Step[] => {
  const wrong = steps.find(({ action }) => action.kind === 'attempt');
  if (wrong?.action.kind !== 'attempt' || !random.happens(rates.corrected)) return [];
  const channel = wrong.action.channel === 'phone' ? 'visit' : 'phone';
  const recordedAt = wrong.recordedAt + random.logUniform(20, 90) * MINUTE_MS;
  const action: StepAction = { ...wrong.action, channel, corrects: wrong.name };
  return [{ ...wrong, name: 'correction', recordedAt: Math.ceil(recordedAt), action }];
};

/** The interview was entered with the wrong time. */
const planOutcomeCorrection = ({ random, rates }: PlanContext, steps: readonly Step[]): Step[] => {
  const wrong = steps.find(({ name }) => name === 'outcome');
  if (wrong?.action.kind !== 'completed' || !random.happens(rates.outcomeCorrected)) return [];
  const recordedAt = Math.ceil(wrong.recordedAt + random.logUniform(60, 600) * MINUTE_MS);
  const happenedAt = wrong.happenedAt + random.integer(5, 20) * MINUTE_MS;
  const action: StepAction = { ...wrong.action, corrects: wrong.name };
  if (happenedAt > recordedAt) return [];
  return [{ ...wrong, name: 'outcome-correction', happenedAt, recordedAt, action }];
};

const spaceOutRecording = (steps: readonly Step[]): Step[] => {
  let recordedAt = 0;
  return steps.map((step) => {
    recordedAt = Math.max(step.recordedAt, recordedAt + 1);
    return { ...step, recordedAt };
  });
};

export const planWork = (random: Random, subject: PlanSubject, rates: WorkRates): WorkPlan => {
  const context = { random, rates, subject };
  const ending = random.pickWeighted(rates.endings);
  const steps = spaceOutRecording(PLAN_BY_ENDING[ending](context));
  return {
    ending,
    steps: [
      ...steps,
      ...planCorrection(context, steps),
      ...planOutcomeCorrection(context, steps),
    ].sort((a, b) => a.recordedAt - b.recordedAt),
  };
};
