import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import { splitOccasions } from '../../../shared/episodes/rules/split-occasions.ts';
import { createFact } from '../../../shared/episodes/fact.ts';
import { at } from '../../support/facts.ts';
import { readEpisodes, SIX_WEEKS } from './feed-reading.ts';

const FEED = [...generateFeed({ seed: 12, ...SIX_WEEKS, childrenPerMonth: 500 })];

const countOccasions = (notifications: ReturnType<typeof readEpisodes>[number]): number =>
  splitOccasions(
    'ep-1',
    notifications.map((notification) =>
      createFact(notification, {
        receivedAt: at('2026-11-21T09:00Z'),
        contentHash: notification.id,
        messageId: notification.id,
      }),
    ),
  ).length;

describe('now and then a force goes on under the reference that it has', () => {
  it('so that a reference has two absences of one child, each with its own return', () => {
    const several = readEpisodes(FEED).filter((one) => countOccasions(one) > 1);
    const returns = several.map((notifications) => {
      const times = notifications.flatMap(({ kind, data }) =>
        kind === 'returned' ? [data.returnedAt] : [],
      );
      return new Set(times).size;
    });
    expect(returns.filter((count) => count > 1).length).toBeGreaterThan(5);
  });
});
