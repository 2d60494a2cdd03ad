import type { Interviewee } from './action.ts';
import type { Instant } from '../kernel/instant.ts';
import type { IntelligenceItem } from '../intelligence/item.ts';

/** Where an interview was held. */
export const INTERVIEW_PLACES = [
  'home',
  'placement',
  'school',
  'youth-centre',
  'public-place',
  'phone',
  'video',
  'custody',
  'hospital',
  'other',
] as const;

/** What the interviewer is to the child: it should be nobody who cares for them (DfE 2014). */
export const INTERVIEWER_RELATIONS = [
  'independent-service',
  'not-involved-in-care',
  'social-worker',
  'key-worker',
  'placement-staff',
  'other',
] as const;

/** Whom the child wanted to talk to. */
export const CHILD_PREFERENCES = [
  'no-preference',
  'asked-for-this-person',
  'asked-for-somebody-else',
  'not-asked',
] as const;

/**
 * The codes of the sections of a return home interview (docs/domain.md). The codes of the section `harm` are in the
 * code catalogue, to which an authority can add its own.
 */
export const DEBRIEF_SECTIONS = {
  push: [
    'family-conflict',
    'domestic-abuse',
    'abuse-or-neglect',
    'placement-unhappiness',
    'school-problems',
    'bullying',
    'isolation',
    'bereavement',
    'mental-health',
  ],
  pull: [
    'family',
    'friends',
    'partner',
    'parties',
    'substances',
    'exploitation',
    'gang',
    'online-contact',
    'independence',
  ],
  stayed: [
    'with-family',
    'with-friends',
    'with-partner',
    'with-adult-met-online',
    'with-other-adult',
    'hotel',
    'outdoors',
    'transport-hub',
    'unoccupied-building',
    'moved-around',
    'not-disclosed',
  ],
  company: [
    'alone',
    'family',
    'friends',
    'partner',
    'older-peers',
    'adults',
    'group',
    'not-disclosed',
  ],
  transport: [
    'on-foot',
    'bicycle',
    'bus',
    'train',
    'taxi',
    'car-of-friend',
    'car-of-adult',
    'not-disclosed',
  ],
  online: [
    'social-media',
    'gaming',
    'messaging',
    'dating-app',
    'livestreaming',
    'contact-with-stranger',
    'images-shared',
  ],
  substances: ['alcohol', 'cannabis', 'vapes', 'ketamine', 'cocaine', 'nitrous-oxide', 'other'],
  exploitation: [
    'unexplained-money-or-gifts',
    'older-boyfriend-or-girlfriend',
    'more-than-one-phone',
    'carrying-drugs-or-weapons',
    'debt',
    'travelling-out-of-area',
    'threats',
    'coercion',
  ],
  mentalHealth: [
    'low-mood',
    'anxiety',
    'self-harm',
    'suicidal-thoughts',
    'eating',
    'sleep',
    'known-to-camhs',
  ],
  help: [
    'somebody-to-talk-to',
    'contact-with-family',
    'placement-change',
    'school-support',
    'activities',
    'mental-health-support',
    'substance-support',
    'housing',
  ],
  safetyPlan: [
    'made',
    'reviewed',
    'trusted-adult-named',
    'safe-place-named',
    'knows-helplines',
    'not-made',
  ],
  carerView: [
    'asked',
    'not-asked',
    'agrees-with-child',
    'sees-it-differently',
    'worried-about-exploitation',
  ],
  actions: [
    'mace',
    'national-referral-mechanism',
    'early-help',
    'health',
    'education',
    'youth-work',
    'police-information',
    'strategy-discussion',
    'placement-review',
    'none',
  ],
} as const;

export const SECTION_NAMES = [
  'push',
  'pull',
  'stayed',
  'company',
  'transport',
  'online',
  'harm',
  'substances',
  'exploitation',
  'mentalHealth',
  'help',
  'safetyPlan',
  'carerView',
  'actions',
] as const satisfies readonly ('harm' | keyof typeof DEBRIEF_SECTIONS)[];
export type DebriefSection = (typeof SECTION_NAMES)[number];

/** What was told in an interview, in codes. Free text stands apart, under the names of the sections. */
export interface Debrief {
  readonly debriefId: string;
  readonly taskId: string;
  readonly interviewId: string | null;
  readonly interviewee: Interviewee;
  readonly heldAt: Instant;
  readonly place: (typeof INTERVIEW_PLACES)[number];
  /** Who asked: the subject of a practitioner, or null when it was somebody else (see the text). */
  readonly interviewer: string | null;
  readonly relation: (typeof INTERVIEWER_RELATIONS)[number];
  readonly childPreference: (typeof CHILD_PREFERENCES)[number];
  /** Null when it was not noted. */
  readonly seenAlone: boolean | null;
  /** Codes by section; a section that was not talked about is left out. */
  readonly sections: Readonly<Partial<Record<DebriefSection, readonly string[]>>>;
  /** What was told of places, people and harm, thing by thing. */
  readonly items: readonly IntelligenceItem[];
}
