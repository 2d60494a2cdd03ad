import * as z from 'zod';
import type { Table, TableWrite } from '../database/table.ts';
import type { Instant } from '../kernel/instant.ts';
import { CORE_TABLE } from '../platform/names.ts';

const { escalationsDue } = CORE_TABLE.indexes;

/** Among what the sweep looks for, beside its shards. */
const REVIEWS = 'reviews';

/**
 * The tasks of these references must be looked at again, because a person said something that their withdrawal can depend
 * on. Written with what was said, and removed when it is done, so that a request that was cut off is finished by the sweep.
 */
export interface PendingReview {
  /** Of the action or decision. */
  readonly reviewId: string;
  readonly since: Instant;
  /** First episodes of the references. */
  readonly references: readonly string[];
}

const pendingReview = z.object({
  reviewId: z.string(),
  since: z.string().transform((at) => at as Instant),
  references: z.array(z.string()),
});

const reviewKey = (reviewId: string) => ({ pk: `review#${reviewId}`, sk: 'pending' });

export const buildReviewWrites = (review: PendingReview | null): readonly TableWrite[] =>
  review === null
    ? []
    : [
        {
          put: {
            ...reviewKey(review.reviewId),
            entity: 'pending-review',
            ...review,
            [escalationsDue.partitionKey]: REVIEWS,
            [escalationsDue.sortKey]: `${review.since}#${review.reviewId}`,
          },
        },
      ];

export interface PendingReviews {
  /** Those that have waited since then, oldest first. The list may lag behind the table. */
  listPendingReviews(until: Instant): Promise<readonly PendingReview[]>;
  finishReview(reviewId: string): Promise<void>;
}

export const createPendingReviews = (table: Table): PendingReviews => ({
  listPendingReviews: async (until) => {
    const entries = await table.readIndex({
      index: escalationsDue,
      partition: REVIEWS,
      from: ' ',
      to: `${until}~`,
      order: 'ascending',
      limit: 100,
    });
    const items = await table.getMany(entries.map(({ key }) => key));
    return items.map((item) => pendingReview.parse(item));
  },
  finishReview: async (reviewId) => {
    await table.transact([{ remove: reviewKey(reviewId) }]);
  },
});
