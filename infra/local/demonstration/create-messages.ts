import { HOUR_MS, toInstant, SECOND_MS, MINUTE_MS } from '../../../shared/kernel/instant.ts';
import { createId } from './identifiers.ts';
import type { Rates } from './rates.ts';
import type { Random } from './random.ts';
import type { PlannedEvent } from './plan-events.ts';
import { type FeedMessage, wrapEvent, type PoliceEvent } from './feed-message.ts';
import { corruptEvent, reuseId, corruptOptionalField } from './corrupt-event.ts';

export interface Sender {
  readonly seed: number;
  readonly force: string;
  readonly reference: string;
  /** Its own for each time that the child is missing: ids are made from it. */
  readonly story: string;
  readonly rates: Rates;
}

type MessageContent = Pick<FeedMessage, 'body' | 'kind' | 'expected' | 'error'>;

const createMessage = (
  { force, reference }: Sender,
  at: number,
  outcome: MessageContent,
): FeedMessage => ({
  sentAt: toInstant(Math.floor(at)),
  force,
  reference,
  ...outcome,
});

const createAccepted = (body: string, kind: FeedMessage['kind']): MessageContent => ({
  body,
  kind,
  expected: 'accepted',
  error: null,
});

/** A system that missed its reply sends again at once, or after a restart. */
const generateRepeatDelay = (random: Random): number =>
  random.happens(0.7) ? random.logUniform(1, 90) * SECOND_MS : random.logUniform(1, 48) * HOUR_MS;

const createRepeat = (random: Random, sender: Sender, first: FeedMessage): FeedMessage[] => {
  if (!random.happens(sender.rates.duplicate)) return [];
  const at = Date.parse(first.sentAt) + generateRepeatDelay(random);
  const { body } = first;
  return [
    createMessage(sender, at, { body, kind: 'duplicate', expected: 'duplicate', error: null }),
  ];
};

const createCorrupt = (
  random: Random,
  sender: Sender,
  planned: PlannedEvent,
  event: PoliceEvent,
  sentAt: number,
): FeedMessage[] => {
  if (!random.happens(sender.rates.malformed)) return [];
  if (random.happens(0.15)) {
    const at = sentAt + random.uniform(12, 48) * HOUR_MS;
    return [
      createMessage(sender, at, { ...reuseId(event), kind: 'id-reused', expected: 'rejected' }),
    ];
  }
  const id = createId(sender.seed, 'malformed', event.id);
  const malformed = corruptEvent(random, planned.kind, { ...event, id });
  const at = sentAt + random.logUniform(2, 600) * SECOND_MS;
  return [createMessage(sender, at, { ...malformed, kind: 'malformed', expected: 'rejected' })];
};

const createEventMessages = (
  random: Random,
  sender: Sender,
  planned: PlannedEvent,
  number: number,
): FeedMessage[] => {
  const { seed, force, reference, story, rates } = sender;
  const id = createId(seed, force, story, number);
  const data = random.happens(rates.unusableOptional)
    ? corruptOptionalField(random, planned.kind, planned.data)
    : planned.data;
  const event = wrapEvent({ ...planned, data }, { id, force, reference });
  const late = random.happens(rates.late);
  const delay = late
    ? random.logUniform(20, 36 * 60) * MINUTE_MS
    : random.logUniform(1, 20) * SECOND_MS;
  const kind = planned.correction ? 'correction' : planned.kind;
  const first = createMessage(
    sender,
    planned.at + delay,
    createAccepted(JSON.stringify(event), late ? 'late' : kind),
  );
  return [
    first,
    ...createRepeat(random, sender, first),
    ...createCorrupt(random, sender, planned, event, planned.at + delay),
  ];
};

export const createMessages = (
  random: Random,
  sender: Sender,
  events: readonly PlannedEvent[],
): FeedMessage[] =>
  events.flatMap((planned, number) => createEventMessages(random, sender, planned, number));
