import * as z from 'zod';
import type { Episode, Narratives } from './episode.ts';
import type { EpisodeStore } from './ports.ts';

/** A child's free text, as the notifications told it; null where none did. */
export type NarrativeTexts = { readonly [text in keyof Narratives]: string | null };

const messageSchema = z.object({
  data: z.object({
    circumstances: z.string().optional().catch(undefined),
    preventionInterview: z
      .object({ summary: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    note: z.string().optional().catch(undefined),
  }),
});
type Message = z.infer<typeof messageSchema>;

/** Free text stays with the raw messages, so that no list can carry it: only this reads it back. */
export const readNarratives = async (
  episodes: Pick<EpisodeStore, 'readBody'>,
  { force, narratives }: Episode,
): Promise<NarrativeTexts> => {
  const textOf = async (
    notificationId: string | null,
    pick: (message: Message) => string | undefined,
  ): Promise<string | null> => {
    if (notificationId === null) return null;
    const body = await episodes.readBody(force, notificationId);
    return body === null ? null : (pick(messageSchema.parse(JSON.parse(body))) ?? null);
  };
  const [circumstances, preventionSummary, cancellationNote] = await Promise.all([
    textOf(narratives.circumstances, ({ data }) => data.circumstances),
    textOf(narratives.preventionSummary, ({ data }) => data.preventionInterview?.summary),
    textOf(narratives.cancellationNote, ({ data }) => data.note),
  ]);
  return { circumstances, preventionSummary, cancellationNote };
};
