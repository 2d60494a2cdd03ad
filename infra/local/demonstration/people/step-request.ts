import type { DebriefBody } from '../../../../shared/episodes/debrief-api.ts';
import type { TaskView } from '../../../../shared/episodes/task-api.ts';
import { HOUR_MS, instantFromMs } from '../../../../shared/kernel/instant.ts';
import type { Step } from './step.ts';
import type { AttemptBody } from '../../../../shared/casework/record-attempt.ts';
import type { OfferBody } from '../../../../shared/casework/record-offer.ts';
import type { BookingBody } from '../../../../shared/casework/record-booking.ts';
import type { OutcomeBody } from '../../../../shared/casework/record-outcome.ts';

const ALLOWED_MS = 72 * HOUR_MS;

/** What is known when a step is told. */
export interface Telling {
  readonly step: Step;
  /** As it was last read. */
  readonly task: TaskView;
  /** Which plan it belongs to, from 1. */
  readonly round: number;
  /** The action that another step of the task became; undefined when it is not known. */
  readonly actionOf: (step: string) => string | undefined;
  /** Other open tasks of the child that the interview covers. */
  readonly covers: readonly TaskView[];
}

/** A request to the HTTP API. */
export interface StepRequest {
  readonly path: string;
  readonly body: object;
}

const iso = (ms: number): string => instantFromMs(ms);

const isLate = (task: TaskView, heldAt: number): boolean =>
  task.returnedAt !== null && heldAt - Date.parse(task.returnedAt) > ALLOWED_MS;

type Saying<Body extends object> = Omit<Body, 'key' | 'taskVersion' | 'happenedAt' | 'heldAt'>;

type Deed<Kind extends Step['deed']['kind']> = Extract<Step['deed'], { readonly kind: Kind }>;

const attemptOf = (
  deed: Deed<'attempt'>,
  actionOf: Telling['actionOf'],
): Saying<AttemptBody> | null => {
  const { channel, result, note, corrects } = deed;
  if (corrects === null) return { channel, result, note };
  const wrong = actionOf(corrects);
  const correctionReason = 'Picked the wrong channel.';
  return wrong === undefined ? null : { channel, result, note, corrects: wrong, correctionReason };
};

const offerOf = ({ channel, to, response, note }: Deed<'offer'>): Saying<OfferBody> => ({
  channel,
  to,
  response,
  note,
});

const bookingOf = ({ at, place }: Deed<'booking'>): Saying<BookingBody> => ({
  status: 'booked',
  at: iso(at),
  where: place,
});

const missedOf = (
  { booking }: Deed<'missed'>,
  { task, actionOf }: Telling,
): Saying<BookingBody> | null => {
  const bookingId = actionOf(booking) ?? task.booking?.bookingId;
  return bookingId === undefined ? null : { status: 'missed', bookingId };
};

const completedOf = (
  { lateReason }: Deed<'completed'>,
  { task, step, covers }: Telling,
): Saying<OutcomeBody> => ({
  outcome: 'completed',
  ...([task, ...covers].some((one) => isLate(one, step.happenedAt)) ? { lateReason } : {}),
  ...(covers.length === 0
    ? {}
    : { alsoCovers: covers.map(({ taskId, taskVersion }) => ({ taskId, taskVersion })) }),
});

const debriefOf = ({ told: { ownView, texts, sections, items, ...told } }: Deed<'debrief'>) => ({
  ...told,
  sections,
  items,
  texts: { ...texts, ...(ownView === null ? {} : { childView: ownView }) },
});

/** Where under the task it is told, and what, but for key, version and time; null when there is nothing to tell it of. */
const sayingOf = (telling: Telling): readonly [string, object | null] => {
  const { deed } = telling.step;
  switch (deed.kind) {
    case 'attempt':
      return ['attempts', attemptOf(deed, telling.actionOf)];
    case 'offer':
      return ['offer', offerOf(deed)];
    case 'booking':
      return ['bookings', bookingOf(deed)];
    case 'missed':
      return ['bookings', missedOf(deed, telling)];
    case 'completed':
      return ['outcome', completedOf(deed, telling)];
    case 'declined': {
      const { reason, parentOffered, parentGave } = deed;
      const said = { outcome: 'declined', reason, parentOffered, parentGave } as const;
      return ['outcome', said satisfies Saying<OutcomeBody>];
    }
    case 'not-possible':
      return [
        'outcome',
        { outcome: 'not-possible', reason: deed.reason } satisfies Saying<OutcomeBody>,
      ];
    case 'debrief':
      return ['debrief', debriefOf(deed) satisfies Partial<Record<keyof DebriefBody, unknown>>];
  }
};

/** How a step is told: under a key that is always the same for it. Null when there is nothing to tell it of. */
export const stepRequestOf = (telling: Telling): StepRequest | null => {
  const { step, task, round } = telling;
  const [to, says] = sayingOf(telling);
  if (says === null) return null;
  const { taskId, taskVersion } = task;
  const when = step.deed.kind === 'debrief' ? {} : { happenedAt: iso(step.happenedAt) };
  return {
    path: `/api/v1/tasks/${taskId}/${to}`,
    body: { key: `demonstration:${round}:${step.name}`, taskVersion, ...when, ...says },
  };
};
