import { describe, expect, it } from 'vitest';
import { generateFeed } from '../../../infra/local/demonstration/feed.ts';
import { readMessage, SIX_WEEKS } from './feed-reading.ts';

const FEED = [...generateFeed({ seed: 4, ...SIX_WEEKS, childrenPerMonth: 450 })];

const PARSED = new Map(FEED.map((message) => [message, readMessage(message)]));

const warningsOf = (): string[] =>
  [...PARSED.values()].flatMap((parsed) => {
    return parsed.outcome === 'usable' ? parsed.warnings.map(({ code }) => code) : [];
  });

describe('the messages of the demonstration against the police contract', () => {
  it('can all be used unless they were made malformed', () => {
    const refused = FEED.filter(({ kind }) => kind !== 'malformed')
      .map((message) => PARSED.get(message)?.outcome)
      .filter((outcome) => outcome !== 'usable');
    expect(refused).toEqual([]);
  });

  it('are rejected for just the reason that they were made with, when made malformed', () => {
    for (const message of FEED.filter(({ kind }) => kind === 'malformed')) {
      const parsed = readMessage(message);
      const codes = parsed.outcome === 'rejected' ? parsed.errors.map(({ code }) => code) : [];
      expect(codes).toEqual([message.error]);
    }
  });

  it('break every rule that a force is likely to break', () => {
    const codes = new Set(FEED.flatMap(({ error }) => error ?? []));
    expect([...codes].sort()).toEqual([
      'id-reused',
      'invalid-value',
      'missing-member',
      'not-cloudevents',
      'not-json',
      'offset-required',
      'unknown-type',
      'unsupported-version',
    ]);
  });

  it('carry invalid optional fields, each kind of which only causes a warning', () => {
    expect([...new Set(warningsOf())].sort()).toEqual([
      'invalid-nhs-number',
      'invalid-value',
      'unknown-authority',
      'unknown-member',
    ]);
  });

  it('use an id again only with other content, and after the message that owns it', () => {
    const reused = FEED.filter(({ kind }) => kind === 'id-reused');
    expect(reused.length).toBeGreaterThan(5);
    for (const again of reused) {
      const parsed = readMessage(again);
      const id = parsed.outcome === 'usable' ? parsed.notification.id : null;
      const owner = FEED.find(
        ({ expected, body }) => expected === 'accepted' && body.includes(`"id":"${String(id)}"`),
      );
      const owned = owner && readMessage(owner);
      expect(owned?.outcome === 'usable' && owned.contentHash).not.toBe(
        parsed.outcome === 'usable' && parsed.contentHash,
      );
      expect(owner !== undefined && owner.sentAt < again.sentAt).toBe(true);
    }
  });

  it('say themselves what answer is expected of them', () => {
    for (const { kind, expected, error } of FEED) {
      const rejected = kind === 'malformed' || kind === 'id-reused';
      const answer = rejected ? 'rejected' : kind === 'duplicate' ? 'duplicate' : 'accepted';
      expect(expected).toBe(answer);
      expect(error !== null).toBe(rejected);
    }
  });
});
