import type { Point } from '../kernel/point.ts';

/** How sure the practitioner is of what was told. */
export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Where something happened, as far as it may stand outside free text. */
export interface IntelligencePlace {
  /** What everybody calls a public place, e.g. `Riverside bus station`; never of a private address. */
  readonly name: string | null;
  readonly postcode: string | null;
  readonly point: Point | null;
  /** The same for the same place within the authority, so that places can be counted. */
  readonly key: string;
}

/** Somebody who was spoken of. Nickname and description are free text; the pseudonym stands for the nickname. */
export interface MentionedPerson {
  readonly kind: 'person' | 'group';
  /** Code of the list `role`. */
  readonly role: string;
  /** The same for the same nickname within the authority; null when no nickname was told. */
  readonly pseudonym: string | null;
}

/** Contact or harm online. */
export interface OnlineContact {
  /** Code of the list `platform`; null when not known. */
  readonly platform: string | null;
  /** Pseudonym of the handle; null when none was told. */
  readonly handle: string | null;
}

/**
 * One thing that was told in a debrief, in codes (docs/domain.md, "Debrief intelligence"). What was said in words
 * stands with the free text of the action, under `items/<number>/…`.
 */
export interface IntelligenceItem {
  /** Its number in the debrief, from 1. */
  readonly number: number;
  readonly harm: string;
  readonly context: string;
  /** Null when the place is not known. */
  readonly placeType: string | null;
  readonly itemClass: string;
  /** How the child knows. */
  readonly provenance: string;
  readonly confidence: Confidence;
  /** Null: unknown. */
  readonly place: IntelligencePlace | null;
  readonly people: readonly MentionedPerson[];
  readonly transport: string | null;
  readonly online: OnlineContact | null;
  readonly weekday: Weekday | null;
  /** `HH:mm` in London; null when not told. */
  readonly timeOfDay: string | null;
  /** Whether it may go to police. */
  readonly forPolice: boolean;
}
