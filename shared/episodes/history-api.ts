import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { NOTIFICATION_KINDS } from '../police-contract/notification.ts';
import { actionViewSchema } from './action-view.ts';
import { raisedLevelViewSchema } from './task-api.ts';
import { notificationIdSchema } from '../kernel/api-fields.ts';

const changes = z.array(
  z.object({
    field: z.string().meta({ description: 'What changed, e.g. `task.dueAt`.' }),
    from: z.unknown().meta({ description: 'Null where there was nothing.' }),
    to: z.unknown().meta({ description: 'Null where nothing is left.' }),
  }),
);

/** A notification that arrived, something that somebody did, or a level of the ladder that was raised. */
export const historyEntryViewSchema = z
  .discriminatedUnion('source', [
    z.object({
      source: z.literal('police'),
      notificationId: notificationIdSchema,
      kind: z.enum(NOTIFICATION_KINDS),
      time: z
        .string()
        .meta({ description: 'When the force recorded it: UTC, with nine decimals of a second.' }),
      receivedAt: instantSchema,
      changes,
    }),
    z.object({ source: z.literal('person'), action: actionViewSchema, changes }),
    z.object({ source: z.literal('ladder'), raised: raisedLevelViewSchema }),
  ])
  .meta({ id: 'HistoryEntry' });
export type HistoryEntryView = z.infer<typeof historyEntryViewSchema>;
