import * as z from 'zod';
import type { EpisodeIds } from '../episodes/episode-ids.ts';
import { isReportId } from '../intelligence/report.ts';
import { episodeIdSchema, gssCodeSchema } from '../kernel/api-fields.ts';
import { buildListSchema, pagingFields } from '../kernel/cursor.ts';
import { rejectionSchema, type Rejection, type RejectionSummary } from './rejection-store.ts';

export const listRejectionsQuerySchema = z.strictObject({
  force: gssCodeSchema
    .optional()
    .meta({ description: 'Without it: all forces, and messages whose force could not be read.' }),
  ...pagingFields,
});
export type ListRejectionsQuery = z.infer<typeof listRejectionsQuerySchema>;

/** Lists show what was wrong with a message, never the message itself. */
export const rejectionItemSchema = rejectionSchema
  .omit({ firstReceivedAt: true, body: true })
  .meta({ id: 'RejectionItem' });
export type RejectionItem = z.infer<typeof rejectionItemSchema>;

export const rejectionDetailSchema = rejectionSchema
  .omit({ firstReceivedAt: true })
  .extend({
    episodeId: episodeIdSchema.nullable().meta({ description: 'Of the reference that it names.' }),
  })
  .meta({ id: 'Rejection' });
export type RejectionDetail = z.infer<typeof rejectionDetailSchema>;

export const rejectionListSchema = buildListSchema('RejectionList', rejectionItemSchema);
export type RejectionListView = z.infer<typeof rejectionListSchema>;

export const viewRejectionItem = (rejection: RejectionSummary): RejectionItem =>
  rejectionItemSchema.parse(rejection);

/** A grade names a report, not an episode. */
const findNamedEpisode = (
  { makeEpisodeId }: EpisodeIds,
  { force, reference }: Rejection,
): string | null =>
  force === null || reference === null || isReportId(reference)
    ? null
    : makeEpisodeId(force, reference);

export const viewRejection = (ids: EpisodeIds, rejection: Rejection): RejectionDetail =>
  rejectionDetailSchema.parse({ ...rejection, episodeId: findNamedEpisode(ids, rejection) });
