import * as z from 'zod';
import { intelligenceItemSchema } from '../intelligence/item.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { INTERVIEWEES } from './action.ts';
import type { RhiTask } from './task.ts';

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

/** The interviewer must not be involved in the child's care (DfE 2014). */
export const INTERVIEWER_RELATIONS = [
  'independent-service',
  'not-involved-in-care',
  'social-worker',
  'key-worker',
  'placement-staff',
  'other',
] as const;

export const CHILD_PREFERENCES = [
  'no-preference',
  'asked-for-this-person',
  'asked-for-somebody-else',
  'not-asked',
] as const;

/**
 * The codes of the sections of a return home interview (docs/domain.md). Those of the section
 * `harm` are in the code catalogue, to which an authority can add its own.
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

const text = z.string();

/** In codes. The free text is kept apart, under the names of the sections. */
export const debriefSchema = z.object({
  debriefId: text,
  taskId: text,
  interviewId: text.nullable(),
  interviewee: z.enum(INTERVIEWEES),
  heldAt: instantSchema,
  place: z.enum(INTERVIEW_PLACES),
  interviewer: text
    .nullable()
    .meta({ description: 'Id of a practitioner. Null: someone else, named in the text.' }),
  relation: z.enum(INTERVIEWER_RELATIONS),
  childPreference: z.enum(CHILD_PREFERENCES),
  seenAlone: z.boolean().nullable().meta({ description: 'Null when it was not recorded.' }),
  sections: z
    .partialRecord(z.enum(SECTION_NAMES), z.array(text))
    .meta({ description: 'A section that was not talked about is left out.' }),
  /** None in debriefs that were stored before items were added. */
  items: z.array(intelligenceItemSchema).default([]),
});
export type Debrief = Immutable<z.infer<typeof debriefSchema>>;

/** One interview has one time: that of its outcome, also when the outcome is corrected after the debrief. */
export const takeTimeOfOutcome = (debrief: Debrief, task: RhiTask | null): Debrief => {
  const outcome = task?.outcome ?? null;
  return debrief.interviewee === 'child' && outcome?.outcome === 'completed'
    ? { ...debrief, heldAt: outcome.at }
    : debrief;
};

export const debriefDraftSchema = z.object({
  taskId: text,
  author: text,
  content: z.record(text, z.unknown()),
  revision: z.int().meta({ description: 'Counts the saves, from 1.' }),
  savedAt: instantSchema,
});
export type DebriefDraft = Immutable<z.infer<typeof debriefDraftSchema>>;
