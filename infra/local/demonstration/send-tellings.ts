import { HOUR_MS, instantFromMs } from '../../../shared/kernel/instant.ts';
import type { Chance } from './chance.ts';
import type { FeedMessage } from './feed-message.ts';
import { writeId } from './identifiers.ts';
import { wrapTelling, type PoliceEvent } from './police-event.ts';
import type { Rates } from './rates.ts';
import { malformEvent, reuseId, spoilOptional } from './spoil-event.ts';
import type { Telling } from './telling.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** Whose messages they are, and how often the sending goes wrong. */
export interface Sender {
  readonly seed: number;
  readonly force: string;
  readonly reference: string;
  readonly rates: Rates;
}

type Outcome = Pick<FeedMessage, 'body' | 'about' | 'expected' | 'error'>;

const post = ({ force, reference }: Sender, at: number, outcome: Outcome): FeedMessage => ({
  sentAt: instantFromMs(Math.floor(at)),
  force,
  reference,
  ...outcome,
});

const accept = (body: string, about: FeedMessage['about']): Outcome => ({
  body,
  about,
  expected: 'accepted',
  error: null,
});

/** A system that missed its answer sends again at once, or when it is started again. */
const drawRepeatDelay = (chance: Chance): number =>
  chance.happens(0.7) ? chance.spread(1, 90) * SECOND_MS : chance.spread(1, 48) * HOUR_MS;

const repeat = (chance: Chance, sender: Sender, first: FeedMessage): FeedMessage[] => {
  if (!chance.happens(sender.rates.duplicate)) return [];
  const at = Date.parse(first.sentAt) + drawRepeatDelay(chance);
  const { body } = first;
  return [post(sender, at, { body, about: 'duplicate', expected: 'duplicate', error: null })];
};

const spoil = (
  chance: Chance,
  sender: Sender,
  told: Telling,
  event: PoliceEvent,
  sentAt: number,
): FeedMessage[] => {
  if (!chance.happens(sender.rates.malformed)) return [];
  if (chance.happens(0.15)) {
    const at = sentAt + chance.between(12, 48) * HOUR_MS;
    return [post(sender, at, { ...reuseId(event), about: 'id-reused', expected: 'rejected' })];
  }
  const id = writeId(sender.seed, 'malformed', event.id);
  const malformed = malformEvent(chance, told.kind, { ...event, id });
  const at = sentAt + chance.spread(2, 600) * SECOND_MS;
  return [post(sender, at, { ...malformed, about: 'malformed', expected: 'rejected' })];
};

const sendTelling = (
  chance: Chance,
  sender: Sender,
  told: Telling,
  number: number,
): FeedMessage[] => {
  const { seed, force, reference, rates } = sender;
  const id = writeId(seed, force, reference, number);
  const data = chance.happens(rates.unusableOptional)
    ? spoilOptional(chance, told.kind, told.data)
    : told.data;
  const event = wrapTelling({ ...told, data }, { id, force, reference });
  const late = chance.happens(rates.late);
  const delay = late ? chance.spread(20, 36 * 60) * MINUTE_MS : chance.spread(1, 20) * SECOND_MS;
  const about = told.correction ? 'correction' : told.kind;
  const first = post(sender, told.at + delay, accept(JSON.stringify(event), late ? 'late' : about));
  return [
    first,
    ...repeat(chance, sender, first),
    ...spoil(chance, sender, told, event, told.at + delay),
  ];
};

/** The messages of one episode as they reach the queue: delayed, repeated and spoilt by the sender's rates. */
export const sendTellings = (
  chance: Chance,
  sender: Sender,
  tellings: readonly Telling[],
): FeedMessage[] => tellings.flatMap((told, number) => sendTelling(chance, sender, told, number));
