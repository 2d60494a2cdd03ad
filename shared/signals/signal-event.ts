import * as z from 'zod';
import { JUDGEMENTS } from './signal.ts';

const version = z.int().min(1).meta({
  description:
    'Of the signal as it was read. On another one it is `stale`, unless the same was sent before.',
});

const note = z.string().trim().min(1).max(2000).meta({ description: 'It names no child.' });

const noteOrNone = note.nullable().default(null);

/** What somebody did about a signal. */
export const signalEventBodySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ version, kind: z.literal('seen') }),
    z.strictObject({
      version,
      kind: z.literal('judged'),
      judgement: z.enum(JUDGEMENTS).meta({
        description: '`known-already`: right, and no news. The latest judgement counts.',
      }),
      note: noteOrNone,
    }),
    z.strictObject({ version, kind: z.literal('action'), note }),
    z.strictObject({ version, kind: z.literal('closed'), note: noteOrNone }),
  ])
  .meta({ id: 'SignalEventBody' });
export type SignalEventBody = z.infer<typeof signalEventBodySchema>;
