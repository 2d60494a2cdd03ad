import { instantFromMs } from '../../../shared/kernel/instant.ts';
import { generateStories, type FeedParameters } from './feed.ts';
import { compareSent, type FeedMessage } from './feed-message.ts';

/** A Monday in winter: everything taken by default was sent within the weeks after it. */
const BEGINNING = instantFromMs(Date.UTC(2026, 0, 5));
/** Messages in six weeks for each child a month, a little less than the feed gives. */
const MESSAGES_PER_CHILD = 13;

const isUsable = ({ expected }: FeedMessage): boolean => expected === 'accepted';

/**
 * Exactly `count` distinct notifications that can all be used, of whole episodes, in order of
 * sending: nothing repeated, nothing malformed, but late ones and corrections are among them.
 * Unless `childrenPerMonth` is given, the county is made so large that six weeks give them.
 */
export const takeNotifications = (
  count: number,
  parameters: Omit<FeedParameters, 'from' | 'to'> & { readonly from?: FeedParameters['from'] },
): FeedMessage[] => {
  const childrenPerMonth = Math.max(113, Math.ceil(count / MESSAGES_PER_CHILD));
  const taken: FeedMessage[] = [];
  for (const story of generateStories({ from: BEGINNING, childrenPerMonth, ...parameters })) {
    if (taken.length >= count) break;
    const usable = story.filter(isUsable);
    const left = count - taken.length - usable.length;
    // Hardly any episode has a single message: never leave just one to be found.
    if (left === 0 || left > 1) taken.push(...usable);
  }
  return taken.sort(compareSent);
};
