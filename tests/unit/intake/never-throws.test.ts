import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAcceptedReply, createRejectedReply } from '../../../shared/police-contract/reply.ts';
import { parseMessage } from '../../../shared/police-contract/parse-message.ts';
import {
  bodyOf,
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  buildUpdated,
  PARSE_CONTEXT,
  RECEIVED_AT,
} from '../../support/messages.ts';
import { parse } from '../../support/parsed.ts';

const GOOD = [buildReported(), buildUpdated(), buildFound(), buildReturned(), buildCancelled()];

/** Every pointer into a JSON value, as the keys to walk. */
const pathsInto = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, member]) => pathsInto(member, [...path, key]))]
    : [path];

const replaceAt = (value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown => {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((entry: unknown, i) =>
      String(i) === key ? replaceAt(entry, rest, by) : entry,
    );
  const members = value as Record<string, unknown>;
  return { ...members, [key]: replaceAt(members[key], rest, by) };
};

/** A good message of which one part is replaced by anything, by its path. */
const mutated = (by: fc.Arbitrary<unknown>) =>
  fc
    .constantFrom(...GOOD.flatMap((event) => pathsInto(event).map((path) => ({ event, path }))))
    .chain(({ event, path }) => by.map((value) => replaceAt(event, path, value)));

const answersWell = (body: string): void => {
  const parsed = parseMessage(body, PARSE_CONTEXT);
  if (parsed.outcome === 'rejected') expect(parsed.errors.length).toBeGreaterThan(0);
  else expect(parsed.contentHash).toHaveLength(64);
};

/** Values that no text of ours can hold by chance. */
const marker = fc.stringMatching(/^§[a-z]{6}§$/);
const distinctive = fc.oneof(
  marker,
  fc.array(marker, { maxLength: 3 }),
  fc.dictionary(marker, fc.oneof(marker, fc.dictionary(marker, marker))),
  marker.map((text) => `urn:police:${text}`),
  marker.map((text) => `uk.police.missing-child.${text}.v1`),
);

describe('the parser', () => {
  it('has an answer to any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), answersWell));
  });

  it('has an answer to any JSON', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), answersWell));
  });

  it('has an answer to any message with one part replaced by anything', () => {
    fc.assert(
      fc.property(mutated(fc.jsonValue({ stringUnit: 'binary' })), (event) => {
        answersWell(bodyOf(event));
      }),
      { numRuns: 500 },
    );
  });

  it('has an answer to any message with one part replaced by what has no text', () => {
    for (const event of GOOD)
      for (const path of pathsInto(event))
        answersWell(bodyOf(replaceAt(event, path, { toString: '', valueOf: null, toJSON: 1 })));
  });

  it('has an answer to any message with characters of its text changed', () => {
    const edits = fc.record({
      event: fc.constantFrom(...GOOD),
      at: fc.nat(),
      by: fc.string({ unit: 'binary', maxLength: 4 }),
    });
    fc.assert(
      fc.property(edits, ({ event, at, by }) => {
        const body = bodyOf(event);
        const position = at % body.length;
        answersWell(body.slice(0, position) + by + body.slice(position + by.length));
      }),
      { numRuns: 500 },
    );
  });

  it('never repeats a value of the message in a finding or a reply', () => {
    fc.assert(
      fc.property(mutated(distinctive), (event) => {
        const parsed = parse(event);
        const to = { id: 'reply-1', time: RECEIVED_AT, subject: null };
        const reply =
          parsed.outcome !== 'rejected'
            ? createAcceptedReply(to, {
                notificationId: 'n',
                episodeId: 'e',
                warnings: parsed.warnings,
              })
            : createRejectedReply(to, { notificationId: null, errors: parsed.errors });
        const findings = parsed.outcome !== 'rejected' ? parsed.warnings : parsed.errors;
        expect(JSON.stringify([reply, findings])).not.toContain('§');
      }),
      { numRuns: 1000 },
    );
  });

  it('never holds a time against a good message that was recorded earlier', () => {
    const seconds = fc.integer({ min: 0, max: 20_000_000 });
    fc.assert(
      fc.property(seconds, (before) => {
        const time = new Date(Date.parse(RECEIVED_AT) - before * 1000).toISOString();
        expect(parse(buildFound({ time }))).toMatchObject({ outcome: 'usable', warnings: [] });
      }),
    );
  });
});
