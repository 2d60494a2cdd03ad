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
import type { debriefBodySchema, DebriefBody } from '../../../../shared/episodes/debrief-api.ts';
import type { Debrief } from '../../../../shared/episodes/debrief.ts';
import type { TaskView } from '../../../../shared/episodes/task-api.ts';
import { HOUR_MS, toInstant } from '../../../../shared/kernel/instant.ts';
import type { AttemptBody } from '../../../../shared/casework/record-attempt.ts';
import type { VisitNeedsBody } from '../../../../shared/casework/record-visit-needs.ts';
import type { OfferBody } from '../../../../shared/casework/record-offer.ts';
import type { BookingBody } from '../../../../shared/casework/record-booking.ts';
import type { OutcomeBody } from '../../../../shared/casework/record-outcome.ts';

type Word<List extends readonly string[]> = List[number];

/** An action that a step records. Instants are milliseconds. */
export type StepAction =
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
      readonly visitNeeds: VisitNeedsBody | null;
      /** The child would like to talk to whoever makes the offer. */
      readonly likesThem: boolean;
    }
  | { readonly kind: 'booking'; readonly at: number; readonly place: string }
  | { readonly kind: 'missed'; readonly booking: string }
  | {
      readonly kind: 'completed';
      readonly lateReason: LateReason;
      /** Name of the step that recorded it with a wrong time. */
      readonly corrects: string | null;
    }
  | {
      readonly kind: 'declined';
      readonly reason: Word<typeof DECLINE_REASONS>;
      readonly parentOffered: boolean;
      readonly parentGave: boolean;
    }
  | {
      readonly kind: 'not-possible';
      readonly reason: Word<typeof NOT_POSSIBLE_REASONS>;
      /** Null where the reason speaks for itself. */
      readonly words: string | null;
    }
  | { readonly kind: 'debrief'; readonly interview: InterviewRecord };

export type DisclosedItem = NonNullable<z.input<typeof debriefBodySchema>['items']>[number];

export type InterviewRecord = Pick<
  Debrief,
  'interviewee' | 'place' | 'relation' | 'childPreference' | 'seenAlone' | 'sections'
> & {
  readonly ownView: string | null;
  readonly texts: Readonly<Record<string, string>>;
  readonly items: readonly DisclosedItem[];
};

export interface Step {
  readonly name: string;
  readonly happenedAt: number;
  readonly recordedAt: number;
  readonly action: StepAction;
}

const ALLOWED_MS = 72 * HOUR_MS;

export interface StepContext {
  readonly step: Step;
  readonly task: TaskView;
  readonly round: number;
  readonly actionOf: (step: string) => string | undefined;
  readonly covers: readonly TaskView[];
}

export interface StepRequest {
  readonly path: string;
  readonly body: object;
}

const formatInstant = (ms: number): string => toInstant(ms);

const isLate = (task: TaskView, heldAt: number): boolean =>
  task.returnedAt !== null && heldAt - Date.parse(task.returnedAt) > ALLOWED_MS;

type Input<Body extends object> = Omit<Body, 'key' | 'taskVersion' | 'happenedAt' | 'heldAt'>;

type ActionOf<Kind extends Step['action']['kind']> = Extract<
  Step['action'],
  { readonly kind: Kind }
>;

const buildAttempt = (
  action: ActionOf<'attempt'>,
  actionOf: StepContext['actionOf'],
): Input<AttemptBody> | null => {
  const { channel, result, note, corrects } = action;
  if (corrects === null) return { channel, result, note };
  const wrong = actionOf(corrects);
  const correctionReason = 'Picked the wrong channel.';
  return wrong === undefined ? null : { channel, result, note, corrects: wrong, correctionReason };
};

const buildOffer = (
  { channel, to, response, note, visitNeeds, likesThem }: ActionOf<'offer'>,
  { task }: StepContext,
): Input<OfferBody> => ({
  channel,
  to,
  response,
  note,
  visitNeeds: visitNeeds && {
    ...visitNeeds,
    ...(likesThem && { wishedPractitioner: task.practitioner }),
  },
});

const buildBooking = (
  { at, place }: ActionOf<'booking'>,
  { task }: StepContext,
): Input<BookingBody> => ({
  status: 'booked',
  at: formatInstant(at),
  where: place,
  ...(isLate(task, at) && { lateReason: 'could-not-make-contact' }),
});

const buildMissedBooking = (
  { booking }: ActionOf<'missed'>,
  { task, actionOf }: StepContext,
): Input<BookingBody> | null => {
  const bookingId = actionOf(booking) ?? task.booking?.bookingId;
  return bookingId === undefined ? null : { status: 'missed', bookingId };
};

const buildCompleted = (
  { lateReason, corrects }: ActionOf<'completed'>,
  { task, step, covers, actionOf }: StepContext,
): Input<OutcomeBody> | null => {
  const wrong = corrects === null ? null : actionOf(corrects);
  if (wrong === undefined) return null;
  return {
    ...buildHeld(lateReason, task, step, covers),
    ...(wrong !== null && { corrects: wrong, correctionReason: 'Entered the wrong time.' }),
  };
};

const buildHeld = (
  lateReason: LateReason,
  task: TaskView,
  step: Step,
  covers: readonly TaskView[],
): Input<OutcomeBody> => ({
  outcome: 'completed',
  ...([task, ...covers].some((one) => isLate(one, step.happenedAt)) ? { lateReason } : {}),
  ...(covers.length === 0
    ? {}
    : { alsoCovers: covers.map(({ taskId, taskVersion }) => ({ taskId, taskVersion })) }),
});

const buildDebrief = ({
  interview: { ownView, texts, sections, items, ...interview },
}: ActionOf<'debrief'>) => ({
  ...interview,
  sections,
  items,
  texts: { ...texts, ...(ownView === null ? {} : { childView: ownView }) },
});

const buildNotPossible = ({ reason, words }: ActionOf<'not-possible'>) => ({
  outcome: 'not-possible' as const,
  reason,
  ...(words !== null && { reasonText: words }),
});

/** The path under the task, and the body without key, version and time. Null when the step it refers to was refused. */
const buildStepBody = (context: StepContext): readonly [string, object | null] => {
  const { action } = context.step;
  switch (action.kind) {
    case 'attempt':
      return ['attempts', buildAttempt(action, context.actionOf)];
    case 'offer':
      return ['offer', buildOffer(action, context)];
    case 'booking':
      return ['bookings', buildBooking(action, context)];
    case 'missed':
      return ['bookings', buildMissedBooking(action, context)];
    case 'completed':
      return ['outcome', buildCompleted(action, context)];
    case 'declined': {
      const { reason, parentOffered, parentGave } = action;
      const said = { outcome: 'declined', reason, parentOffered, parentGave } as const;
      return ['outcome', said satisfies Input<OutcomeBody>];
    }
    case 'not-possible':
      return ['outcome', buildNotPossible(action) satisfies Input<OutcomeBody>];
    case 'debrief':
      return [
        'debrief',
        buildDebrief(action) satisfies Partial<Record<keyof DebriefBody, unknown>>,
      ];
  }
};

/** The key is always the same for a step. Null when the step it refers to was refused. */
export const buildStepRequest = (context: StepContext): StepRequest | null => {
  const { step, task, round } = context;
  const [to, says] = buildStepBody(context);
  if (says === null) return null;
  const { taskId, taskVersion } = task;
  const when = step.action.kind === 'debrief' ? {} : { happenedAt: formatInstant(step.happenedAt) };
  return {
    path: `/api/v1/tasks/${taskId}/${to}`,
    body: { key: `demonstration:${round}:${step.name}`, taskVersion, ...when, ...says },
  };
};
