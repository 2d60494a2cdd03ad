import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { toInstant } from '../../../shared/kernel/instant.ts';
import { takeNotifications } from '../../../infra/local/demonstration/feed.ts';

/**
 * References carry the year and start anew in each, so rounds of different years share no episode and
 * no child. Earlier, some children of the feed are not born yet; later, messages are in the future.
 */
const FIRST_YEAR = 2011;

/** Distinct notifications of a round (from 0), in order of sending; the same ones in every run. */
export const planRound = (round: number, count: number): readonly FeedMessage[] => {
  const year = FIRST_YEAR + round;
  return takeNotifications(count, { seed: year, from: toInstant(Date.UTC(year, 0, 5)) });
};
