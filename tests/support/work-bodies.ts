import type { DebriefBody } from '../../shared/episodes/debrief-api.ts';
import type { IntelligenceItemBody } from '../../shared/intelligence/item-api.ts';
import type { AttemptBody } from '../../shared/casework/record-attempt.ts';
import type { OfferBody } from '../../shared/casework/record-offer.ts';
import type { BookingBody } from '../../shared/casework/record-booking.ts';
import type { OutcomeBody } from '../../shared/casework/record-outcome.ts';
import type { ReferralBody } from '../../shared/casework/record-referral.ts';

/** What is sent, on the first version of a task; each test has its own key. */
export const buildAttemptBody = (key: string, about: Partial<AttemptBody> = {}): AttemptBody => ({
  key: `key-of-${key}`,
  taskVersion: 2,
  channel: 'phone',
  result: 'no-answer',
  ...about,
});

export const buildOfferBody = (key: string, about: Partial<OfferBody> = {}): OfferBody => ({
  key: `key-of-${key}`,
  taskVersion: 2,
  channel: 'phone',
  to: 'child',
  response: 'accepted',
  visitNeeds: null,
  ...about,
});

export const buildBookingBody = (key: string, about: Partial<BookingBody> = {}): BookingBody => ({
  key: `key-of-${key}`,
  taskVersion: 2,
  status: 'booked',
  at: '2026-11-14T07:00:00Z',
  ...about,
});

export const buildOutcomeBody = (key: string, about: Partial<OutcomeBody> = {}): OutcomeBody => ({
  key: `key-of-${key}`,
  taskVersion: 2,
  outcome: 'completed',
  ...about,
});

export const buildDebriefBody = (key: string, about: Partial<DebriefBody> = {}): DebriefBody => ({
  key: `key-of-${key}`,
  taskVersion: 3,
  interviewee: 'child',
  place: 'school',
  relation: 'independent-service',
  childPreference: 'no-preference',
  sections: { push: ['bullying'] },
  items: [],
  texts: { childView: 'I did not think I was missing.' },
  ...about,
});

/** A child was there when criminal exploitation happened at a transport hub; the place is not known. */
export const buildItemBody = (about: Partial<IntelligenceItemBody> = {}): IntelligenceItemBody => ({
  harm: 'child-criminal-exploitation',
  context: 'transport',
  itemClass: 'location',
  provenance: 'was-there',
  confidence: 'medium',
  placeType: 'transport-hub',
  place: 'unknown',
  people: [],
  forPolice: false,
  ...about,
});

export const buildReferralBody = (
  key: string,
  about: Partial<ReferralBody> = {},
): ReferralBody => ({
  key: `key-of-${key}`,
  taskVersion: 4,
  to: 'mace',
  status: 'to-be-made',
  ...about,
});
