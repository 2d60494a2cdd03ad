import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildFound, buildGraded, REPORT_ID } from '../../support/messages.ts';
import { parseGraded, parse } from '../../support/parsed.ts';

/** `code path` of each error; empty when the message is usable. */
const errorsOf = (message: unknown): readonly string[] => {
  const parsed = parse(message);
  return parsed.outcome === 'rejected'
    ? parsed.errors.map(({ code, path }) => `${code} ${path}`)
    : [];
};

describe('a grade of a report', () => {
  it('is read with its report, its force and its time to the nanosecond', () => {
    const message = buildGraded({
      time: '2026-11-21T08:00:00.123456789Z',
      data: { conditions: 'Ask first.', gradedAt: '2026-11-21T09:55:00+02:00' },
    });
    expect(parseGraded(message).grade).toEqual({
      id: 'grade-1',
      force: 'E23000024',
      reportId: REPORT_ID,
      time: '2026-11-21T08:00:00.123456789Z',
      source: 2,
      information: 'C',
      handling: 'P',
      conditions: 'Ask first.',
      gradedAt: '2026-11-21T07:55:00.000Z',
    });
  });

  it('need not say conditions or when it was graded', () => {
    expect(parseGraded(buildGraded()).grade).toMatchObject({ conditions: null, gradedAt: null });
  });

  it.each([
    ['the source is not graded', { data: { source: undefined } }, 'missing-member /data/source'],
    ['the source is a word', { data: { source: '2' } }, 'invalid-value /data/source'],
    ['there is no such grade', { data: { source: 4 } }, 'invalid-value /data/source'],
    ['the letter is none', { data: { information: 'F' } }, 'invalid-value /data/information'],
    ['the letter is small', { data: { handling: 'p' } }, 'invalid-value /data/handling'],
    ['nothing says which report', { subject: undefined }, 'missing-member /subject'],
    ['the time has no offset', { time: '2026-11-21T08:00:00' }, 'offset-required /time'],
    ['it lies ahead', { time: '2026-11-21T09:05:01Z' }, 'in-the-future /time'],
    ['the force may not send', { source: 'urn:police:E23000099' }, 'unknown-force /source'],
    [
      'the version is another',
      { type: 'uk.police.missing-child.intelligence-graded.v2' },
      'unsupported-version /type',
    ],
    ['it is no CloudEvent', { specversion: undefined }, 'not-cloudevents '],
    ['CloudEvents is another', { specversion: '0.3' }, 'unsupported-version /specversion'],
  ])('is rejected when %s', (_, overrides, error) => {
    expect(errorsOf(buildGraded(overrides))).toEqual([error]);
  });

  it('names every error at once, and keeps what can be read of it', () => {
    const parsed = parse(buildGraded({ id: undefined, data: { source: 0, handling: 'X' } }));
    expect(errorsOf(buildGraded({ id: undefined, data: { source: 0, handling: 'X' } }))).toEqual([
      'invalid-value /data/handling',
      'invalid-value /data/source',
      'missing-member /id',
    ]);
    expect(parsed).toMatchObject({
      force: 'E23000024',
      notificationId: null,
      reference: REPORT_ID,
    });
  });

  it('ignores invalid optional fields', () => {
    const message = buildGraded({ data: { gradedAt: 'teatime', weather: 'rain' } });
    expect(parseGraded(message).warnings).toEqual([
      'invalid-value /data/gradedAt',
      'unknown-member /data/weather',
    ]);
    expect(parseGraded(message).grade.gradedAt).toBeNull();
  });

  it('has the same content whatever the order of its fields, and another with another grade', () => {
    const event = buildGraded();
    const turned = JSON.stringify(Object.fromEntries(Object.entries(event).reverse()), null, 2);
    const other = buildGraded({ data: { information: 'B' } });
    expect(parseGraded(turned).contentHash).toBe(parseGraded(event).contentHash);
    expect(parseGraded(other).contentHash).not.toBe(parseGraded(event).contentHash);
  });

  it('is distinguished from a notification about an episode by its type alone', () => {
    expect(parse(buildFound()).outcome).toBe('usable');
    expect(errorsOf(buildFound({ type: 'uk.police.missing-child.intelligence.v1' }))).toEqual([
      'unknown-type /type',
    ]);
  });

  it('has a result, without a value, whatever is in it', () => {
    const marker = fc.stringMatching(/^§[a-z]{6}§$/);
    const anything = fc.oneof(
      marker,
      fc.array(marker),
      fc.dictionary(marker, marker),
      fc.jsonValue(),
    );
    const member = fc.constantFrom('source', 'information', 'handling', 'conditions', 'gradedAt');
    fc.assert(
      fc.property(member, anything, fc.boolean(), (name, value, inData) => {
        const event = inData
          ? buildGraded({ data: { [name]: value } })
          : buildGraded({ [name]: value });
        const parsed = parse(event);
        const findings = parsed.outcome === 'rejected' ? parsed.errors : parsed.warnings;
        expect(JSON.stringify(findings)).not.toContain('§');
      }),
    );
  });
});
