import * as z from 'zod';
import { NOTIFICATION_KINDS } from '../../domain/notification.ts';
import { instantSchema, notificationIdSchema } from './words.ts';

/** One notification of an episode: when it arrived and what it changed. */
export const historyEntryViewSchema = z
  .object({
    notificationId: notificationIdSchema,
    kind: z.enum(NOTIFICATION_KINDS),
    time: z
      .string()
      .meta({ description: 'When the force recorded it: UTC, with nine decimals of a second.' }),
    receivedAt: instantSchema,
    changes: z.array(
      z.object({
        member: z.string().meta({ description: 'What changed, e.g. `task.dueAt`.' }),
        from: z.unknown().meta({ description: 'Null where there was nothing.' }),
        to: z.unknown().meta({ description: 'Null where nothing is left.' }),
      }),
    ),
  })
  .meta({ id: 'HistoryEntry' });
