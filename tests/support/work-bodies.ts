import type { AttemptBody } from '../../shared/contracts/api/attempt.ts';
import type { BookingBody } from '../../shared/contracts/api/booking.ts';
import type { DebriefBody } from '../../shared/contracts/api/debrief.ts';
import type { OfferBody } from '../../shared/contracts/api/offer.ts';
import type { OutcomeBody } from '../../shared/contracts/api/outcome.ts';

/** What is sent, on the first version of a task; each test has its own key. */
export const attemptBody = (key: string, about: Partial<AttemptBody> = {}): AttemptBody => ({
  key: `key-of-${key}`,
  taskVersion: 2,
  channel: 'phone',
  result: 'no-answer',
  ...about,
});

export const offerBody = (key: string, about: Partial<OfferBody> = {}): OfferBody => ({
  key: `key-of-${key}`,
  taskVersion: 2,
  channel: 'phone',
  to: 'child',
  response: 'accepted',
  ...about,
});

export const bookingBody = (key: string, about: Partial<BookingBody> = {}): BookingBody => ({
  key: `key-of-${key}`,
  taskVersion: 2,
  status: 'booked',
  at: '2026-11-14T07:00:00Z',
  ...about,
});

export const outcomeBody = (key: string, about: Partial<OutcomeBody> = {}): OutcomeBody => ({
  key: `key-of-${key}`,
  taskVersion: 2,
  outcome: 'completed',
  ...about,
});

export const debriefBody = (key: string, about: Partial<DebriefBody> = {}): DebriefBody => ({
  key: `key-of-${key}`,
  taskVersion: 3,
  informant: 'child',
  place: 'school',
  relation: 'independent-service',
  childPreference: 'no-preference',
  sections: { push: ['bullying'] },
  texts: { childView: 'I did not think I was missing.' },
  ...about,
});
