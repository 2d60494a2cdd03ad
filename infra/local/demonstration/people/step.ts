import type {
  ATTEMPT_RESULTS,
  Channel,
  DECLINE_REASONS,
  LateReason,
  NOT_POSSIBLE_REASONS,
  OfferedTo,
  OfferResponse,
} from '../../../../shared/episodes/action.ts';
import type * as z from 'zod';
import type { debriefBodySchema } from '../../../../shared/episodes/debrief-api.ts';
import type { Debrief } from '../../../../shared/episodes/debrief.ts';

type Word<List extends readonly string[]> = List[number];

/** What somebody does about a task, as they will tell the service. Instants are milliseconds. */
export type Deed =
  | {
      readonly kind: 'attempt';
      readonly channel: Channel;
      readonly result: Word<typeof ATTEMPT_RESULTS>;
      readonly note: string;
      /** Name of the step that recorded it wrongly. */
      readonly corrects: string | null;
    }
  | {
      readonly kind: 'offer';
      readonly channel: Channel;
      readonly to: OfferedTo;
      readonly response: OfferResponse;
      readonly note: string;
    }
  | { readonly kind: 'booking'; readonly at: number; readonly place: string }
  /** Of the appointment that the step of this name made. */
  | { readonly kind: 'missed'; readonly booking: string }
  | { readonly kind: 'completed'; readonly lateReason: LateReason }
  | {
      readonly kind: 'declined';
      readonly reason: Word<typeof DECLINE_REASONS>;
      readonly parentOffered: boolean;
      readonly parentGave: boolean;
    }
  | { readonly kind: 'not-possible'; readonly reason: Word<typeof NOT_POSSIBLE_REASONS> }
  /** Of the interview that was held, or of what the parent or carer told. */
  | { readonly kind: 'debrief'; readonly told: ToldInterview };

/** One thing that was told, as it is sent with the debrief. */
export type ToldItem = NonNullable<z.input<typeof debriefBodySchema>['items']>[number];

/** What was told, in codes and words. */
export type ToldInterview = Pick<
  Debrief,
  'interviewee' | 'place' | 'relation' | 'childPreference' | 'seenAlone' | 'sections'
> & {
  readonly ownView: string | null;
  readonly texts: Readonly<Record<string, string>>;
  readonly items: readonly ToldItem[];
};

/** One step of a course of work. */
export interface Step {
  /** Unique among the steps of a task. */
  readonly name: string;
  /** When it really happened. */
  readonly happenedAt: number;
  /** When whoever did it comes to tell the service: never before. */
  readonly toldAt: number;
  readonly deed: Deed;
}
