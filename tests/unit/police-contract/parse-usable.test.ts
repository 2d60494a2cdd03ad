import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  buildUpdated,
  CHILD,
} from '../../support/messages.ts';
import { parseData, parseUsable } from '../../support/parsed.ts';

describe('a usable notification', () => {
  it('carries its force, its reference and its exact time, in UTC', () => {
    const { notification, warnings } = parseUsable(
      buildReported({ id: 'n-77', subject: 'NC-1', time: '2026-11-20T23:41:00.1234567+01:00' }),
    );
    expect(notification).toMatchObject({
      id: 'n-77',
      force: 'E23000024',
      reference: 'NC-1',
      time: '2026-11-20T22:41:00.123456700Z',
      kind: 'reported',
    });
    expect(warnings).toEqual([]);
  });

  it('of each kind is accepted whole, without a warning', () => {
    const messages = [
      buildReported(),
      buildUpdated(),
      buildFound(),
      buildReturned(),
      buildCancelled(),
    ];
    expect(messages.flatMap((message) => parseUsable(message).warnings)).toEqual([]);
    expect(messages.map((message) => parseUsable(message).notification.kind)).toEqual([
      'reported',
      'updated',
      'found',
      'returned',
      'cancelled',
    ]);
  });

  it('has instants in UTC to the millisecond, and postcodes in one form', () => {
    const data = parseData(
      buildReported({
        data: {
          reportedAt: '2026-11-20T23:30:00.1239+01:00',
          lastSeen: { place: { postcode: ' nr11ef ' } },
        },
      }),
    );
    expect(data).toMatchObject({
      reportedAt: '2026-11-20T22:30:00.123Z',
      lastSeen: { place: { postcode: 'NR1 1EF' } },
    });
  });

  it.each(['no-apparent-risk', 'absent'])('with the older word %s is of very low risk', (word) => {
    expect(parseData(buildReported({ data: { riskLevel: word } }))).toMatchObject({
      riskLevel: 'very-low',
    });
  });

  it('may come without a content type, or with its parameters', () => {
    const types = [undefined, 'application/json; charset=utf-8', 'Application/JSON'];
    const warnings = types.flatMap(
      (type) => parseUsable(buildFound({ datacontenttype: type })).warnings,
    );
    expect(warnings).toEqual([]);
  });

  it('may name the schema of its data', () => {
    const message = buildFound({ dataschema: 'https://schemas.example.org/found' });
    expect(parseUsable(message).warnings).toEqual([]);
  });

  it('says each risk flag once', () => {
    const message = buildReported({ data: { riskFlags: ['cce', 'gangs', 'cce'] } });
    expect(parseData(message)).toMatchObject({ riskFlags: ['cce', 'gangs'] });
  });

  it('may be up to five minutes ahead of the receiver, whose clock may be slow', () => {
    const message = buildReturned({
      time: '2026-11-21T09:05:00Z',
      data: { returnedAt: '2026-11-21T09:05:00.000Z' },
    });
    expect(parseUsable(message).warnings).toEqual([]);
  });

  it('may be of a child born today by the clocks of London', () => {
    const message = buildReported({ data: { child: { ...CHILD, dateOfBirth: '2026-11-21' } } });
    expect(parseUsable(message).warnings).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['Arabic', 'ليلى'],
    ['Hebrew', 'נועה'],
    ['combining marks', 'Zoe\u0308 A\u030a'],
    ['emoji beyond the first plane', 'Kit \u{1F98A}'],
    ['an apostrophe and a hyphen', "O'Neill-Ó Briain"],
  ])('may be in any script: %s', (_what, givenName) => {
    const { notification, warnings } = parseUsable(
      buildReported({ data: { child: { ...CHILD, givenName } } }),
    );
    expect(notification.data).toMatchObject({ child: { givenName: givenName.normalize('NFC') } });
    expect(warnings).toEqual([]);
  });

  it('lose the white space around them and the controls of writing direction', () => {
    const child = { ...CHILD, givenName: '  \u202eSam\u202c ', aliases: ['\u2066Sammy\u2069'] };
    expect(parseData(buildReported({ data: { child } }))).toMatchObject({
      child: { givenName: 'Sam', aliases: ['Sammy'] },
    });
  });

  it('are the same name however their accents were typed', () => {
    const child = (givenName: string) => ({ data: { child: { ...CHILD, givenName } } });
    const composed = parseData(buildReported(child('Zo\u00eb')));
    expect(parseData(buildReported(child('Zoe\u0308')))).toEqual(composed);
  });
});

describe('null in an updated', () => {
  it('clears a member, and is kept as null', () => {
    const cleared = { riskFlags: null, lastSeen: null, lookedAfter: null, missingFrom: null };
    const { notification, warnings } = parseUsable(buildUpdated({ data: cleared }));
    expect(notification.data).toEqual({ riskLevel: 'high', ...cleared });
    expect(warnings).toEqual([]);
  });

  it('clears one member of the child', () => {
    const message = buildUpdated({ data: { child: { homePostcode: null, upn: null } } });
    expect(parseData(message)).toMatchObject({ child: { homePostcode: null, upn: null } });
  });

  it('cannot clear the child', () => {
    const { notification, warnings } = parseUsable(buildUpdated({ data: { child: null } }));
    expect(notification.data).toEqual({ riskLevel: 'high' });
    expect(warnings).toEqual(['invalid-value /data/child']);
  });
});

describe('the content hash', () => {
  it('does not depend on the order of members or on white space', () => {
    const event = buildReported();
    const turned = Object.fromEntries(Object.entries(event).reverse());
    const spaced = JSON.stringify(turned, null, 3);
    expect(parseUsable(spaced).contentHash).toBe(parseUsable(event).contentHash);
  });

  it('changes with any content, also with what the contract does not know', () => {
    const hashes = [
      buildReported(),
      buildReported({ data: { riskLevel: 'high' } }),
      buildReported({ data: { house: 'blue' } }),
      buildReported({ data: { house: 'red' } }),
      buildReported({ data: { house: '\ud800' } }),
      buildReported({ data: { house: '\ud801' } }),
    ].map((message) => parseUsable(message).contentHash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });

  it('exists for numbers that no double can hold', () => {
    const body = bodyOf(buildFound({ data: { weight: 'X' } }));
    const hashes = ['1e999', '-1e999', '1'].map(
      (number) => parseUsable(body.replace('"X"', number)).contentHash,
    );
    expect(new Set(hashes).size).toBe(3);
  });
});
