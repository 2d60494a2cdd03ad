import type { DebriefSection } from '../../../../shared/episodes/debrief.ts';

export const NICKNAMES = [
  'Biscuit',
  'Lanky',
  'Dex',
  'Smiler',
  'Two Coats',
  'Gecko',
  'Mr Fix',
  'Jinx',
  'Pockets',
  'Sparrow',
  'Big Teeth',
  'Curly Wurly',
] as const;

export const ITEM_TEXTS = [
  'Says others go there after school and it gets rough later.',
  'Was given things and does not want to say what for.',
  'Somebody older buys food for everybody.',
  'Has been asked to look after a bag.',
  'Feels pushed to send pictures.',
  'There is a lot of drinking there at weekends.',
  'Does not go home when there is shouting.',
] as const;

export const ATTEMPT_NOTES = [
  'Rang twice, no answer. Will try after school.',
  'Nobody in. Left a card with my name.',
  'Sent a text with two times to choose from.',
  'Carer says asleep; asked me to ring tomorrow.',
] as const;

export const LANGUAGES = ['Polish', 'Kurmanji', 'Portuguese', 'British Sign Language'] as const;

export const HAZARDS = [
  'A dog that is not on a lead. Ring before you open the gate.',
  'An adult in the house has threatened workers before.',
] as const;

export const COMMUNICATION_NEEDS = [
  'Short sentences, and time to answer. Has an education, health and care plan.',
  'Prefers to write things down.',
  'Looks away when listening; that is fine.',
] as const;

export const SAFE_CONTACTS = [
  'Text first, do not ring: the phone is shared.',
  'Through school, before the first lesson.',
  'Their own phone, after four.',
] as const;

export const OFFER_NOTES = [
  'Explained what the talk is for and that I am not part of the care team.',
  'Said yes at once; would like to meet away from home.',
  'Wanted to know who reads it. Explained.',
  'Carer will bring the phone over; then spoke to the child.',
] as const;

export const MEETING_PLACES = [
  'At home',
  'At school, in the quiet room',
  'Youth centre',
  'Café',
] as const;

export const OWN_VIEWS = [
  'I did not think I was missing.',
  'I told them where I was going.',
  'I needed to be away from everybody for a night.',
  'My phone was dead, that is all.',
  'I knew they would be worried but I could not ring.',
] as const;

/** The other sections have codes only. */
export const SECTION_TEXTS: Readonly<Partial<Record<DebriefSection, readonly string[]>>> = {
  push: [
    'There had been a row about the phone the evening before.',
    'Does not feel at home in the placement and misses the old school.',
    'Does not want to be in the house when the step-parent is drinking.',
  ],
  pull: [
    'Wanted to see friends from before the move.',
    'Was asked to come to a party and did not want to be the only one missing it.',
    'Says a boy who is older looks out for them.',
  ],
  stayed: ['At a friend’s, then on the sofa of the friend’s cousin.', 'Mostly walked about.'],
  harm: [
    'Nothing happened that they want to talk about today.',
    'Was offered money to carry a bag.',
  ],
  exploitation: ['Came back with new trainers and does not say from whom.'],
  help: ['Would like one person to talk to who does not change.', 'Wants to see Nan on Sundays.'],
  safetyPlan: ['Will text a code word if a lift is needed.', 'Named Nan’s as the safe place.'],
  carerView: ['Carer thinks the row is settled.', 'Carer is worried about new friends.'],
};

export const PLAN_NOTES = [
  'Spoke to the practitioner: visit arranged.',
  'Two people off sick. I take the visit myself.',
  'Child is staying with an aunt out of the area; asked the team there.',
  'Tried four times. Joint visit with the school tomorrow.',
] as const;

export const RENEWAL_REASONS = [
  'The child asked for another day.',
  'Nobody was in; the school finds a time tomorrow.',
  'The placement moved; waiting for the new address.',
] as const;

/** On what is done about a child who is still missing. */
export const MISSING_NOTES = [
  'Strategy meeting with the police arranged.',
  'Police check the two addresses that we know of.',
  'Spoke to the police: her phone is on. The placement rings her every evening.',
  'The social worker meets the family today.',
] as const;

export const ALLOCATION_REASONS = [
  'Has room this week.',
  'Knows the family.',
  'Covers this part of the county today.',
] as const;
