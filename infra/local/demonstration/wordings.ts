import type { RiskFlag } from '../../../shared/police-contract/allowed-values.ts';

export const CIRCUMSTANCES = [
  'Did not come back from school.',
  'Left after an argument about a phone and did not say where to.',
  'Not in the room when staff checked at night; window open.',
  'Was to be home by 21:00. Phone goes to voicemail.',
  'Got out of a car at the traffic lights and ran.',
  'Went to the shop and has not been seen since.',
  'Said to be staying with a friend; the friend’s parents know nothing of it.',
  'Left the education centre during the morning break.',
  'Did not return from contact with family.',
  'Was picked up by a car that staff do not know.',
  'Told a sibling about meeting somebody from a game.',
  'Has taken a bag and some money. Has done so before.',
  'Walked out of the emergency department before being seen.',
  'Was upset about a placement move planned for next week.',
] as const;

export const NEWS = [
  'Seen on CCTV with two older young people.',
  'Phone was switched on for a few minutes.',
  'A friend says the child is safe, but not where.',
  'Posted a picture from what may be a station.',
  'Carer has heard from the child: will be back "later".',
] as const;

export const FINDERS = ['A patrol', 'The carer', 'British Transport Police', 'A friend’s parent'];

export const INTERVIEW_SUMMARIES = [
  'Says was with friends and lost track of time. No harm told of.',
  'Did not want to talk about where the night was spent.',
  'Wants to live nearer to the old school and friends.',
  'Spoke of an older friend who buys food and vapes.',
] as const;

export const CANCELLATION_NOTES = {
  'reported-in-error': 'Wrong person selected on the system.',
  'not-missing': 'Was upstairs the whole time.',
  other: 'Closed by a supervisor.',
} as const;

/** Weights: how often each flag is raised. */
export const FLAGS: Readonly<Record<RiskFlag, number>> = {
  cse: 0.1,
  cce: 0.16,
  'county-lines': 0.07,
  trafficking: 0.02,
  gangs: 0.05,
  'self-harm': 0.1,
  'mental-health': 0.14,
  substances: 0.12,
  'domestic-abuse': 0.06,
  radicalisation: 0.004,
  online: 0.09,
};
