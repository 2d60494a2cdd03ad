import type { Fact, Notification } from '../police-contract/notification.ts';

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
