import type { Confidence, MentionedPerson, Weekday } from './item.ts';
import type { Point } from '../kernel/point.ts';

/** A place as somebody tells it. */
export interface PlaceInput {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly postcode?: string | undefined;
  readonly point?: Point | undefined;
}

/** Somebody who was spoken of, as somebody tells it. */
export interface MentionedPersonInput {
  readonly kind: MentionedPerson['kind'];
  readonly role: string;
  readonly nickname?: string | undefined;
  readonly description?: string | undefined;
}

/** Contact or harm online, as somebody tells it. */
export interface OnlineInput {
  readonly platform?: string | undefined;
  readonly handle?: string | undefined;
}

/** One thing as it comes in: codes that nobody has looked up yet, and words that belong with the free text. */
export interface ItemInput {
  readonly harm: string;
  readonly context: string;
  readonly itemClass: string;
  readonly provenance: string;
  readonly confidence: Confidence;
  readonly placeType?: string | undefined;
  readonly place: 'unknown' | PlaceInput;
  readonly people: readonly MentionedPersonInput[];
  readonly transport?: string | undefined;
  readonly online?: OnlineInput | undefined;
  readonly weekday?: Weekday | undefined;
  readonly timeOfDay?: string | undefined;
  readonly forPolice: boolean;
  readonly told?: string | undefined;
}
