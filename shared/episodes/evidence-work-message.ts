import * as z from 'zod';

/** A message of the queue: the episode whose evidence is to be made anew. */
const evidenceWorkSchema = z.strictObject({ episodeId: z.string().min(1) });

/** Of a message's body. Throws on one that is none of ours. */
export const parseEvidenceMessage = (body: string): string =>
  evidenceWorkSchema.parse(JSON.parse(body)).episodeId;

export const formatEvidenceMessage = (episodeId: string): string =>
  JSON.stringify({ episodeId } satisfies z.infer<typeof evidenceWorkSchema>);
