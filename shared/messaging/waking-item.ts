import * as z from 'zod';
import { ALERT_ENTITY } from '../platform/names.ts';
import { storedAlert, recipientPartition } from '../alerts/alert-item.ts';
import { type Instant, instantSchema } from '../kernel/instant.ts';

const partition = z.string().startsWith(recipientPartition(''));

const wakingItem = z.discriminatedUnion('entity', [
  z.object({ entity: z.literal(ALERT_ENTITY.alert), pk: partition, alert: storedAlert }),
  z.object({ entity: z.literal(ALERT_ENTITY.bell), pk: partition, rungAt: instantSchema }),
]);

/** Who has to be told something, and the earliest time at which that was said. */
export interface Waking {
  readonly recipient: string;
  readonly at: Instant;
}

/** What an item of the table's stream wakes the sender for. Throws on an item that wakes nobody. */
export const wakingOf = (item: unknown): Waking => {
  const waking = wakingItem.parse(item);
  const recipient = waking.pk.slice(recipientPartition('').length);
  return { recipient, at: waking.entity === 'alert' ? waking.alert.raisedAt : waking.rungAt };
};
