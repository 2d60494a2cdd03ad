import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import type { FeedMessage } from '../../../infra/local/demonstration/feed-message.ts';
import { instantOf, readEpisodes, readUsable, SIX_WEEKS } from './feed-reading.ts';

const FEED = [...generateFeed({ seed: 1, ...SIX_WEEKS })];

const takeFirst = (count: number, feed: Iterable<FeedMessage>): FeedMessage[] => {
  const taken: FeedMessage[] = [];
  for (const message of feed) {
    if (taken.length === count) break;
    taken.push(message);
  }
  return taken;
};

describe('a feed', () => {
  it('is the same, message for message, for the same parameters', () => {
    expect([...generateFeed({ seed: 1, ...SIX_WEEKS })]).toEqual(FEED);
  });

  it('is another one for another seed, with no id in common', () => {
    const ids = new Set(FEED.filter(({ error }) => error === null).map((m) => readUsable(m).id));
    const other = [...generateFeed({ seed: 2, ...SIX_WEEKS })].filter(
      ({ error }) => error === null,
    );
    expect(other.filter((message) => ids.has(readUsable(message).id))).toEqual([]);
  });

  it('comes in the order of sending, from its beginning to before its end', () => {
    const times = FEED.map(({ sentAt }) => sentAt);
    expect(times).toEqual(times.toSorted());
    expect(times.every((sentAt) => sentAt >= SIX_WEEKS.from && sentAt < SIX_WEEKS.to)).toBe(true);
  });

  it('is the beginning of every longer one, also of the endless one', () => {
    const later = [
      ...generateFeed({ seed: 1, ...SIX_WEEKS, to: instantOf('2026-12-21T09:00:00Z') }),
    ];
    expect(later.length).toBeGreaterThan(FEED.length);
    expect(later.slice(0, FEED.length)).toEqual(FEED);
    const endless = generateFeed({ seed: 1, from: SIX_WEEKS.from });
    expect(takeFirst(FEED.length, endless)).toEqual(FEED);
  });

  it('of six weeks of Norfolk has 300 to 500 episodes in 1,400 to 2,500 messages', () => {
    expect(FEED.length).toBeGreaterThan(1400);
    expect(FEED.length).toBeLessThan(2500);
    const episodes = readEpisodes(FEED).length;
    expect(episodes).toBeGreaterThan(300);
    expect(episodes).toBeLessThan(500);
  });

  it('gives each usable message an id of its own and each episode distinct times', () => {
    const episodes = readEpisodes(FEED);
    const ids = episodes.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const notifications of episodes)
      expect(new Set(notifications.map(({ time }) => time)).size).toBe(notifications.length);
  });

  it('has no message that is sent before what it reports was recorded', () => {
    for (const message of FEED.filter(({ expected }) => expected === 'accepted')) {
      expect(readUsable(message).time.slice(0, 23) <= message.sentAt.slice(0, 23)).toBe(true);
    }
  });

  it('repeats a message byte for byte after it was sent, and calls it a duplicate', () => {
    const sent = new Set<string>();
    for (const { kind, body } of FEED) {
      if (kind !== 'malformed' && kind !== 'id-reused') {
        expect(sent.has(body)).toBe(kind === 'duplicate');
      }
      sent.add(body);
    }
  });

  it('has messages of one episode out of order, because some come late', () => {
    const latest = new Map<string, string>();
    const overtaken = FEED.filter(({ expected }) => expected === 'accepted').filter((message) => {
      const { time } = readUsable(message);
      const before = latest.get(message.reference) ?? '';
      latest.set(message.reference, time > before ? time : before);
      return time < before;
    });
    expect(overtaken.length).toBeGreaterThan(10);
    expect(overtaken.filter(({ kind }) => kind !== 'late')).toEqual([]);
  });

  it('leaves some children missing, and some found without a return, at its end', () => {
    const kinds = readEpisodes(FEED).map((notifications) => notifications.map(({ kind }) => kind));
    const open = kinds.filter(
      (notifications) =>
        !notifications.includes('cancelled') && !notifications.includes('returned'),
    );
    expect(open.filter((notifications) => !notifications.includes('found')).length).toBeGreaterThan(
      0,
    );
    expect(open.filter((notifications) => notifications.includes('found')).length).toBeGreaterThan(
      5,
    );
  });
});

describe('the nights of a clock change', () => {
  it.each(['2026-10-25', '2027-03-28'])(
    'pass on %s with usable messages all night long',
    (night) => {
      const from = instantOf(`${night}T00:00:00Z`);
      const feed = [
        ...generateFeed({
          seed: 3,
          from: instantOf(`${night}T00:00:00Z`),
          to: instantOf(`${night}T12:00:00Z`),
          childrenPerMonth: 3000,
        }),
      ];
      const hours = new Set(
        feed
          .filter(({ expected }) => expected === 'accepted')
          .map((message) => readUsable(message).time.slice(11, 13)),
      );
      expect(feed[0]?.sentAt.slice(0, 10)).toBe(from.slice(0, 10));
      expect([...hours].sort().slice(0, 5)).toEqual(['00', '01', '02', '03', '04']);
    },
  );

  it('distinguish the half past one before the change from the one after it by the offset', () => {
    const feed = generateFeed({
      seed: 3,
      from: instantOf('2026-10-25T00:00:00Z'),
      to: instantOf('2026-10-25T02:30:00Z'),
      childrenPerMonth: 3000,
    });
    const bodies = [...feed].map(({ body }) => body).join('\n');
    expect(bodies).toMatch(/"reportedAt":"2026-10-25T01:\d\d:00\+01:00"/);
    expect(bodies).toMatch(/"reportedAt":"2026-10-25T01:\d\d:00\+00:00"/);
  });
});
