import { HOUR_MS } from '../../../../shared/kernel/instant.ts';
import type { Chance } from '../chance.ts';
import { CONTACT_ATTEMPTS, type Drawing, MINUTE_MS, step, typing, wholeMinute } from './drawing.ts';
import { nextAtWork } from './office-hours.ts';
import type { Step } from './step.ts';
import { CHANNELS, FAILED, OFFERED_TO } from './work-weights.ts';
import { FAILED_NOTES, MEETING_PLACES, OFFER_NOTES } from './work-wordings.ts';

/** A try that reached nobody. */
export const failedTry = ({ chance }: Drawing, number: number, at: number): Step =>
  step(`attempt-${number}`, at, typing(chance), {
    kind: 'attempt',
    channel: chance.weigh(CHANNELS),
    result: chance.weigh(FAILED),
    note: chance.pick(FAILED_NOTES),
    corrects: null,
  });

/** That many moments at work, in order, between the two. */
export const drawMoments = (chance: Chance, count: number, from: number, until: number): number[] =>
  Array.from({ length: count }, () => from + chance.between(0.03, 0.9) * (until - from))
    .sort((a, b) => a - b)
    .map((at) => Math.min(nextAtWork(at), until))
    .map((at, index) => Math.min(at + index * MINUTE_MS, until));

const offer = ({ chance }: Drawing, at: number, response: 'accepted' | 'not-wanted-now'): Step =>
  step('offer', at, typing(chance), {
    kind: 'offer',
    channel: chance.weigh(CHANNELS),
    to: chance.weigh(OFFERED_TO),
    response,
    note: chance.pick(OFFER_NOTES),
  });

const countFailures = ({ chance, rates }: Drawing): number => {
  let failures = 0;
  while (failures < CONTACT_ATTEMPTS && chance.happens(rates.notReached)) failures += 1;
  return failures;
};

/** The tries that failed, and the one that did not. */
export const drawContact = (
  drawing: Drawing,
  until: number,
  response: 'accepted' | 'not-wanted-now',
) => {
  const { chance, subject } = drawing;
  const failures = countFailures(drawing);
  const moments = drawMoments(chance, failures + 1, subject.knownAt, until);
  const tries = moments.slice(0, -1).map((at, index) => failedTry(drawing, index + 1, at));
  return [...tries, offer(drawing, moments.at(-1) ?? until, response)];
};

/** The appointment, if there was time for one; now and then the child is not there, and there is another. */
export const drawBookings = (
  { chance, rates }: Drawing,
  offeredAt: number,
  heldAt: number,
): Step[] => {
  const book = (name: string, told: number, at: number): Step =>
    step(name, told, MINUTE_MS, {
      kind: 'booking',
      at: wholeMinute(at),
      place: chance.pick(MEETING_PLACES),
    });
  const afterOffer = offeredAt + 5 * MINUTE_MS;
  if (heldAt - offeredAt < 3 * HOUR_MS) return [];
  const first = wholeMinute((offeredAt + heldAt) / 2);
  if (!chance.happens(rates.missedBooking)) return [book('booking-1', afterOffer, heldAt)];
  return [
    book('booking-1', afterOffer, first),
    step('missed-1', first + 20 * MINUTE_MS, 5 * MINUTE_MS, {
      kind: 'missed',
      booking: 'booking-1',
    }),
    book('booking-2', first + 40 * MINUTE_MS, heldAt),
  ];
};
