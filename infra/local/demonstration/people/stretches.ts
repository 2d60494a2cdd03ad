import { addMs, elapsedMs, HOUR_MS, type Instant } from '../../../../shared/kernel/instant.ts';
import type { FeedMessage } from '../feed-message.ts';

/** A piece of the history: the police send, then people work. */
export interface Stretch {
  readonly until: Instant;
  /** Sent before `until`, in order. */
  readonly messages: readonly FeedMessage[];
}

const DAY_MS = 24 * HOUR_MS;

/** Long ago it is enough that the ladder climbs every week, then every third day; of the last days half a day is seen. */
const lengthAt = (leftMs: number): number => {
  if (leftMs > 35 * DAY_MS) return 7 * DAY_MS;
  if (leftMs > 14 * DAY_MS) return 3 * DAY_MS;
  return leftMs > 5 * DAY_MS ? DAY_MS : DAY_MS / 2;
};

const cutsBetween = (from: Instant, until: Instant): readonly Instant[] => {
  const cuts: Instant[] = [];
  for (let at = from; at < until; cuts.push(at)) {
    const left = elapsedMs(at, until);
    at = addMs(at, Math.min(left, lengthAt(left)));
  }
  return cuts.length === 0 ? [until] : cuts;
};

/** Cuts a history, in order of sending, into stretches, shorter towards its end; the last ends with the history. */
export const cutStretches = (
  feed: readonly FeedMessage[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): readonly Stretch[] => {
  const left = [...feed];
  return cutsBetween(from, until).map((cut) => {
    const later = cut === until ? -1 : left.findIndex(({ sentAt }) => sentAt >= cut);
    return { until: cut, messages: left.splice(0, later < 0 ? left.length : later) };
  });
};
