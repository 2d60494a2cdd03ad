import type { PendingReview } from '../episodes/pending-review.ts';
import { addMs, type Instant, MINUTE_MS } from '../kernel/instant.ts';
import { type ReviewDependencies, reviewWithdrawals } from './review-withdrawals.ts';

/** Looks at them again, and then forgets that it was to be done: in this order, so that it is never lost. */
export const finishReview = async (
  dependencies: ReviewDependencies,
  { reviewId, references }: PendingReview,
  now: Instant,
): Promise<void> => {
  for (const firstId of references) await reviewWithdrawals(dependencies, firstId, now);
  await dependencies.episodes.finishReview(reviewId);
};

/** Finishes what requests that were cut off left. Tries each, and throws at the end when one failed. */
export const finishReviews = async (
  dependencies: ReviewDependencies,
  now: Instant,
): Promise<void> => {
  const failures: unknown[] = [];
  for (const review of await dependencies.episodes.listPendingReviews(addMs(now, -MINUTE_MS)))
    try {
      await finishReview(dependencies, review, now);
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0)
    throw new AggregateError(failures, `${String(failures.length)} reviews failed.`);
};
