import type * as z from 'zod';
import type { Immutable } from '../kernel/immutable.ts';
import type { childUpdate } from './child-schema.ts';
import type { eventData, lastSeen, missingFrom, place, placement } from './event-data.ts';

type Output<Schema extends z.ZodType> = Immutable<z.output<Schema>>;

export type Place = Output<typeof place>;
export type LastSeen = Output<typeof lastSeen>;
export type MissingFrom = Output<typeof missingFrom>;
export type Placement = Output<typeof placement>;

export type ChildFields = Output<typeof childUpdate>;

/** `null` clears a field, in `updated` only. */
export type ReportFields = Output<typeof eventData.updated>;
export type FoundFields = Output<typeof eventData.found>;
export type ReturnedFields = Output<typeof eventData.returned>;
export type CancelledFields = Output<typeof eventData.cancelled>;

interface Envelope {
  /** Unique within the force. */
  readonly id: string;
  readonly force: string;
  /** The missing person reference. It identifies the episode, or its occasions, within the force. */
  readonly reference: string;
  /**
   * When the force's system recorded the event: UTC with nine decimals,
   * `YYYY-MM-DDTHH:mm:ss.nnnnnnnnnZ`, so that it sorts as text.
   */
  readonly time: string;
}

/** Optional fields that could not be used are already left out. */
export type Notification = Envelope &
  (
    | { readonly kind: 'reported' | 'updated'; readonly data: ReportFields }
    | { readonly kind: 'found'; readonly data: FoundFields }
    | { readonly kind: 'returned'; readonly data: ReturnedFields }
    | { readonly kind: 'cancelled'; readonly data: CancelledFields }
  );
