import type { Confidence, SpokenOf, Weekday } from './item.ts';
import type { Point } from '../kernel/point.ts';

/** A place as somebody tells it. */
export interface PlaceTold {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly postcode?: string | undefined;
  readonly point?: Point | undefined;
}

/** Somebody who was spoken of, as somebody tells it. */
export interface SpokenOfTold {
  readonly kind: SpokenOf['kind'];
  readonly role: string;
  readonly nickname?: string | undefined;
  readonly description?: string | undefined;
}

/** Contact or harm online, as somebody tells it. */
export interface OnlineTold {
  readonly platform?: string | undefined;
  readonly handle?: string | undefined;
}

/** One thing as it comes in: codes that nobody has looked up yet, and words that belong with the free text. */
export interface ItemTold {
  readonly harm: string;
  readonly context: string;
  readonly itemClass: string;
  readonly provenance: string;
  readonly confidence: Confidence;
  readonly placeType?: string | undefined;
  readonly place: 'unknown' | PlaceTold;
  readonly people: readonly SpokenOfTold[];
  readonly transport?: string | undefined;
  readonly online?: OnlineTold | undefined;
  readonly weekday?: Weekday | undefined;
  readonly timeOfDay?: string | undefined;
  readonly forPolice: boolean;
  readonly told?: string | undefined;
}
