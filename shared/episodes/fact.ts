import type { Notification } from '../police-contract/notification.ts';
import { type Instant, instantFromMs } from '../kernel/instant.ts';

/** A notification that was received: what the state of an episode is folded from. */
export type Fact = Notification & {
  /** When the queue took it in. */
  readonly receivedAt: Instant;
  /** Hash of the canonical content, to tell a repeat from a re-used id. */
  readonly contentHash: string;
  /** The queue's message that brought it, so that a retry recognises its own work. */
  readonly messageId: string;
};

/** Stands in a fact where the free text was: the text itself stays with the raw message only. */
export const TEXT_KEPT = 'kept with the message';

/** What is known of a notification's arrival. */
export type Arrival = Pick<Fact, 'receivedAt' | 'contentHash' | 'messageId'>;

const keepText = <T extends string | null | undefined>(text: T): T | typeof TEXT_KEPT =>
  typeof text === 'string' ? TEXT_KEPT : text;

const withoutSummary = (notification: Notification & { kind: 'returned' }): Notification => {
  const interview = notification.data.preventionInterview;
  if (interview?.summary === undefined) return notification;
  const kept = { ...interview, summary: TEXT_KEPT };
  return { ...notification, data: { ...notification.data, preventionInterview: kept } };
};

const withoutFreeText = (notification: Notification): Notification => {
  switch (notification.kind) {
    case 'reported':
    case 'updated':
      return notification.data.circumstances === undefined
        ? notification
        : {
            ...notification,
            data: {
              ...notification.data,
              circumstances: keepText(notification.data.circumstances),
            },
          };
    case 'returned':
      return withoutSummary(notification);
    case 'cancelled':
      return notification.data.note === undefined
        ? notification
        : { ...notification, data: { ...notification.data, note: TEXT_KEPT } };
    case 'found':
      return notification;
  }
};

/** The fact of a notification: lists and states built from it never carry a child's free text. */
export const createFact = (notification: Notification, arrival: Arrival): Fact => ({
  ...withoutFreeText(notification),
  ...arrival,
});

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Later `time` later; equal times by `id`, as text by UTF-16 code units (police contract). */
export const compareFacts = (a: Fact, b: Fact): number =>
  compareText(a.time, b.time) || compareText(a.id, b.id);

/** The set of facts in the contract's order, each notification once. Never the order of arrival. */
export const orderFacts = (facts: readonly Fact[]): readonly Fact[] => {
  const once = new Map(facts.map((fact) => [fact.id, fact]));
  return [...once.values()].sort(compareFacts);
};

/** In order of arrival, for showing what changed when. */
export const orderByArrival = (facts: readonly Fact[]): readonly Fact[] =>
  [...facts].sort((a, b) => compareText(a.receivedAt, b.receivedAt) || compareFacts(a, b));

/** When the force recorded it, to the millisecond. */
export const readRecordedAt = (fact: Fact): Instant =>
  instantFromMs(Date.parse(`${fact.time.slice(0, 23)}Z`));
