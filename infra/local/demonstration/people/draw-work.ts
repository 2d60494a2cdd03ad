import { HOUR_MS } from '../../../../shared/kernel/instant.ts';
import type { Chance } from '../chance.ts';
import { drawBookings, drawContact, drawMoments, failedTry } from './draw-contact.ts';
import { drawInterview } from './draw-interview.ts';
import {
  CONTACT_ATTEMPTS,
  type Drawing,
  MINUTE_MS,
  step,
  typing,
  wholeMinute,
  type WorkSubject,
} from './drawing.ts';
import { lastAtWork, nextAtWork } from './office-hours.ts';
import type { Deed, Step } from './step.ts';
import type { Ending, WorkRates } from './work-rates.ts';
import { DECLINE_REASONS, LATE_REASONS, NOT_POSSIBLE } from './work-weights.ts';

const ALLOWED_MS = 72 * HOUR_MS;
/** Nobody is told of a child and sits with them within the hour. */
const SHORTEST_MS = 1.5 * HOUR_MS;

/** What will be done about a task, in the order in which the service is told. */
export interface CourseOfWork {
  readonly ending: Ending;
  readonly steps: readonly Step[];
}

const drawHeldAt = ({ chance, rates, subject }: Drawing): number => {
  const { returnedAt, knownAt } = subject;
  const earliest = knownAt + SHORTEST_MS;
  const due = returnedAt + ALLOWED_MS;
  if (!chance.happens(rates.punctual) || earliest > due - HOUR_MS)
    return nextAtWork(Math.max(earliest, due) + chance.spread(2, 170) * HOUR_MS);
  const at = chance.between(Math.max(returnedAt + 5 * HOUR_MS, earliest), due - HOUR_MS);
  return Math.max(earliest, lastAtWork(at));
};

const debrief = (
  { chance, subject }: Drawing,
  heldAt: number,
  interviewee: 'child' | 'parent-or-carer',
): Step =>
  step('debrief', heldAt, chance.spread(0.7, 26) * HOUR_MS, {
    kind: 'debrief',
    told: drawInterview(chance, interviewee, { ...subject.around, heldAt }),
  });

const drawCompleted = (drawing: Drawing): Step[] => {
  const { chance, rates } = drawing;
  const heldAt = wholeMinute(drawHeldAt(drawing));
  const contact = drawContact(drawing, heldAt - 10 * MINUTE_MS, 'accepted');
  const offeredAt = contact.at(-1)?.happenedAt ?? heldAt;
  const lateReason = chance.weigh(LATE_REASONS);
  const outcome = step('outcome', heldAt, typing(chance), { kind: 'completed', lateReason });
  const written = chance.happens(rates.debriefed) ? [debrief(drawing, heldAt, 'child')] : [];
  return [...contact, ...drawBookings(drawing, offeredAt, heldAt), outcome, ...written];
};

const drawDeclined = (drawing: Drawing): Step[] => {
  const { chance, rates, subject } = drawing;
  const at = nextAtWork(subject.knownAt + chance.spread(4, 90) * HOUR_MS);
  const parentOffered = chance.happens(rates.parentOffered);
  const parentGave = parentOffered && chance.happens(rates.parentGave);
  const reason = chance.weigh(DECLINE_REASONS);
  const outcome = step('outcome', at, typing(chance), {
    kind: 'declined',
    reason,
    parentOffered,
    parentGave,
  });
  const told = parentGave ? [debrief(drawing, at, 'parent-or-carer')] : [];
  return [...drawContact(drawing, at - 10 * MINUTE_MS, 'not-wanted-now'), outcome, ...told];
};

const drawNotPossible = (drawing: Drawing): Step[] => {
  const { chance, subject } = drawing;
  const at = nextAtWork(subject.knownAt + chance.spread(12, 110) * HOUR_MS);
  const reason = chance.weigh(NOT_POSSIBLE);
  const tries = reason === 'unable-to-contact' ? CONTACT_ATTEMPTS : chance.integer(0, 1);
  const moments = drawMoments(chance, tries, subject.knownAt, at - 10 * MINUTE_MS);
  const outcome = step('outcome', at, typing(chance) + HOUR_MS, { kind: 'not-possible', reason });
  return [...moments.map((moment, index) => failedTry(drawing, index + 1, moment)), outcome];
};

/** Half of what is left was tried once; the rest nobody ever looked at. */
const drawLeft = (drawing: Drawing): Step[] => {
  const { chance, subject } = drawing;
  const at = nextAtWork(subject.knownAt + chance.spread(2, 60) * HOUR_MS);
  return chance.happens(0.5) ? [failedTry(drawing, 1, at)] : [];
};

const DRAW = {
  completed: drawCompleted,
  declined: drawDeclined,
  'not-possible': drawNotPossible,
  left: drawLeft,
};

/** The first try was noted wrongly: told again, an hour or so later, with another channel. */
const drawCorrection = ({ chance, rates }: Drawing, steps: readonly Step[]): Step[] => {
  const wrong = steps.find(({ deed }) => deed.kind === 'attempt');
  if (wrong?.deed.kind !== 'attempt' || !chance.happens(rates.corrected)) return [];
  const channel = wrong.deed.channel === 'phone' ? 'visit' : 'phone';
  const toldAt = wrong.toldAt + chance.spread(20, 90) * MINUTE_MS;
  const deed: Deed = { ...wrong.deed, channel, corrects: wrong.name };
  return [{ ...wrong, name: 'correction', toldAt: Math.ceil(toldAt), deed }];
};

/** One thing is told after the other, however long the telling takes. */
const tellInTurn = (steps: readonly Step[]): Step[] => {
  let toldAt = 0;
  return steps.map((step) => {
    toldAt = Math.max(step.toldAt, toldAt + 1);
    return { ...step, toldAt };
  });
};

/** What people will do about a task, drawn once: the same for the same chance and subject. */
export const drawWork = (chance: Chance, subject: WorkSubject, rates: WorkRates): CourseOfWork => {
  const drawing = { chance, rates, subject };
  const ending = chance.weigh(rates.endings);
  const steps = tellInTurn(DRAW[ending](drawing));
  return {
    ending,
    steps: [...steps, ...drawCorrection(drawing, steps)].sort((a, b) => a.toldAt - b.toldAt),
  };
};
