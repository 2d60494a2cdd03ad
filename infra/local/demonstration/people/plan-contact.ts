import { MINUTE_MS, HOUR_MS } from '../../../../shared/kernel/instant.ts';
import type { StepAction, Step } from './step.ts';
import type { VisitNeedsBody } from '../../../../shared/casework/record-visit-needs.ts';
import { createRandom, type Random } from '../random.ts';
import { readHourOfWeek } from '../rhythm.ts';
import type { InterviewSetting } from './interview.ts';
import {
  type WorkRates,
  CHANNEL_WEIGHTS,
  ATTEMPT_RESULT_WEIGHTS,
  OFFERED_TO_WEIGHTS,
  WISHED_PLACE_WEIGHTS,
} from './work-rates.ts';
import {
  ATTEMPT_NOTES,
  COMMUNICATION_NEEDS,
  HAZARDS,
  LANGUAGES,
  MEETING_PLACES,
  OFFER_NOTES,
  SAFE_CONTACTS,
} from './wordings.ts';

/** The number that the authorities' settings require before the outcome can be that the child was not reached. */
export const CONTACT_ATTEMPTS = 3;

export interface PlanSubject {
  readonly returnedAt: number;
  /** When the service received the return: work cannot begin before. */
  readonly knownAt: number;
  readonly setting: Omit<InterviewSetting, 'heldAt'>;
}

export interface PlanContext {
  readonly random: Random;
  readonly rates: WorkRates;
  readonly subject: PlanSubject;
}

export const roundToMinute = (ms: number): number => ms - (ms % MINUTE_MS);

export const createStep = (
  name: string,
  happenedAt: number,
  typingMs: number,
  action: StepAction,
): Step => ({
  name,
  happenedAt: roundToMinute(happenedAt),
  recordedAt: Math.ceil(happenedAt + typingMs),
  action,
});

export const generateTypingMs = (random: Random): number => random.logUniform(2, 40) * MINUTE_MS;

const FIRST_HOUR = 8;

const LAST_HOUR = 19;

/** 08:00 to 20:00 in London, every day. */
export const isWorkingTime = (ms: number): boolean => {
  const hour = readHourOfWeek(ms) % 24;
  return hour >= FIRST_HOUR && hour <= LAST_HOUR;
};

export const findNextWorkingTime = (ms: number): number => {
  let at = ms;
  while (!isWorkingTime(at)) at += HOUR_MS;
  return at;
};

export const findLastWorkingTime = (ms: number): number => {
  let at = ms;
  while (!isWorkingTime(at)) at -= HOUR_MS;
  return at;
};

export const planFailedAttempt = ({ random }: PlanContext, number: number, at: number): Step =>
  createStep(`attempt-${number}`, at, generateTypingMs(random), {
    kind: 'attempt',
    channel: random.pickWeighted(CHANNEL_WEIGHTS),
    result: random.pickWeighted(ATTEMPT_RESULT_WEIGHTS),
    note: random.pick(ATTEMPT_NOTES),
    corrects: null,
  });

export const generateMoments = (
  random: Random,
  count: number,
  from: number,
  until: number,
): number[] =>
  Array.from({ length: count }, () => from + random.uniform(0.03, 0.9) * (until - from))
    .sort((a, b) => a - b)
    .map((at) => Math.min(findNextWorkingTime(at), until))
    .map((at, index) => Math.min(at + index * MINUTE_MS, until));

/** Of its own sequence: the rest of the history stays as it was before anybody asked. */
const generateVisitNeeds = (at: number): VisitNeedsBody => {
  const random = createRandom('visit-needs', at);
  const [interpreter, hazard] = [random.happens(0.08), random.happens(0.06)];
  return {
    interpreter,
    ...(interpreter && { language: random.pick(LANGUAGES) }),
    twoPeople: hazard,
    ...(hazard && { hazard: random.pick(HAZARDS) }),
    ...(random.happens(0.15) && { communication: random.pick(COMMUNICATION_NEEDS) }),
    ...(random.happens(0.5) && { safeContact: random.pick(SAFE_CONTACTS) }),
    wishedPractitioner: null,
    wishedPlace: random.pickWeighted(WISHED_PLACE_WEIGHTS),
  };
};

const planOffer = (
  { random }: PlanContext,
  at: number,
  response: 'accepted' | 'not-wanted-now',
): Step =>
  createStep('offer', at, generateTypingMs(random), {
    kind: 'offer',
    channel: random.pickWeighted(CHANNEL_WEIGHTS),
    to: random.pickWeighted(OFFERED_TO_WEIGHTS),
    response,
    note: random.pick(OFFER_NOTES),
    visitNeeds: response === 'accepted' ? generateVisitNeeds(at) : null,
    likesThem: createRandom('wish', at).happens(0.12),
  });

const countFailures = ({ random, rates }: PlanContext): number => {
  let failures = 0;
  while (failures < CONTACT_ATTEMPTS && random.happens(rates.notReached)) failures += 1;
  return failures;
};

export const planContact = (
  context: PlanContext,
  until: number,
  response: 'accepted' | 'not-wanted-now',
) => {
  const { random, subject } = context;
  const failures = countFailures(context);
  const moments = generateMoments(random, failures + 1, subject.knownAt, until);
  const tries = moments.slice(0, -1).map((at, index) => planFailedAttempt(context, index + 1, at));
  return [...tries, planOffer(context, moments.at(-1) ?? until, response)];
};

/** None when there was no time. Sometimes the child misses the first, and there is a second. */
export const planBookings = (
  { random, rates }: PlanContext,
  offeredAt: number,
  heldAt: number,
): Step[] => {
  const book = (name: string, recordedMs: number, at: number): Step =>
    createStep(name, recordedMs, MINUTE_MS, {
      kind: 'booking',
      at: roundToMinute(at),
      place: random.pick(MEETING_PLACES),
    });
  const afterOffer = offeredAt + 5 * MINUTE_MS;
  if (heldAt - offeredAt < 3 * HOUR_MS) return [];
  const first = roundToMinute((offeredAt + heldAt) / 2);
  if (!random.happens(rates.missedBooking)) return [book('booking-1', afterOffer, heldAt)];
  return [
    book('booking-1', afterOffer, first),
    createStep('missed-1', first + 20 * MINUTE_MS, 5 * MINUTE_MS, {
      kind: 'missed',
      booking: 'booking-1',
    }),
    book('booking-2', first + 40 * MINUTE_MS, heldAt),
  ];
};
