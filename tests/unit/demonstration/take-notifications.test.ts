import { describe, expect, it } from 'vitest';
import { generateEpisodes, takeNotifications } from '../../../infra/local/demonstration/feed.ts';
import { instantOf, readEpisodes } from './feed-reading.ts';

describe('notifications taken for a test', () => {
  it.each([0, 1, 2, 3, 57, 2000])('are exactly %i, all usable and distinct', (count) => {
    const taken = takeNotifications(count, { seed: 20 });
    const ids = readEpisodes(taken).flatMap((notifications) =>
      notifications.map(({ force, id }) => `${force} ${id}`),
    );
    expect(new Set(ids).size).toBe(count);
    expect(taken.length).toBe(count);
    expect(taken.every(({ expected }) => expected === 'accepted')).toBe(true);
  });

  it('are of whole episodes: none of an episode is left behind', () => {
    const from = instantOf('2026-01-05T00:00:00Z');
    const taken = takeNotifications(400, { seed: 21, from });
    const references = new Set(taken.map(({ force, reference }) => force + reference));
    let usable = 0;
    let seen = 0;
    for (const story of generateEpisodes({ seed: 21, from })) {
      const mine = story.filter(({ force, reference }) => references.has(force + reference));
      usable += mine.filter(({ expected }) => expected === 'accepted').length;
      seen += new Set(mine.map(({ force, reference }) => force + reference)).size;
      if (seen === references.size) break;
    }
    expect(usable).toBe(400);
  });

  it('come in the order of sending and are the same for the same seed', () => {
    const taken = takeNotifications(300, { seed: 22 });
    expect(taken.map(({ sentAt }) => sentAt)).toEqual(taken.map(({ sentAt }) => sentAt).toSorted());
    expect(takeNotifications(300, { seed: 22 })).toEqual(taken);
  });

  it('lie within ten weeks, however many they are', () => {
    const taken = takeNotifications(8_000, { seed: 23 });
    expect(taken.length).toBe(8_000);
    expect((taken.at(-1)?.sentAt ?? '9999') < '2026-03-16').toBe(true);
  });
});
