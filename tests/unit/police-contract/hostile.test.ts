import { describe, expect, it } from 'vitest';
import { bodyOf, buildFound, buildReported, CHILD } from '../../support/messages.ts';
import { parseData, listErrors, parse, parseUsable } from '../../support/parsed.ts';

const GOOD = bodyOf(buildReported());

/** The good message with the text of one value replaced by raw JSON. */
const withRaw = (value: string, raw: string): string => GOOD.replace(JSON.stringify(value), raw);

describe('a text that is not JSON', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['a message cut off', GOOD.slice(0, -1)],
    ['a message cut off in a string', GOOD.slice(0, 200)],
    ['a byte order mark', `\ufeff${GOOD}`],
    ['garbage behind', `${GOOD}x`],
    ['two messages', GOOD + GOOD],
    ['a comment', `/* */${GOOD}`],
    ['a comma too many', `${GOOD.slice(0, -1)},}`],
    ['NaN', withRaw('medium', 'NaN')],
    ['single quotes', GOOD.replaceAll('"', "'")],
    ['a raw NUL in a string', withRaw('Sam', '"Sa\u0000m"')],
    ['a raw line break in a string', withRaw('Sam', '"Sa\nm"')],
    ['200,000 open brackets', '['.repeat(200_000)],
  ])('is answered as such: %s', (_what, body) => {
    expect(listErrors(body)).toEqual(['not-json ']);
  });

  it('of every length of a good message gets an answer', () => {
    for (let length = 0; length < GOOD.length; length += 1)
      expect(listErrors(GOOD.slice(0, length))).toEqual(['not-json ']);
  });
});

describe('the size of a message', () => {
  const sized = (bytes: number): string => GOOD.padEnd(bytes, ' ');

  it('is at most 256 KiB', () => {
    expect(listErrors(sized(262_144))).toEqual([]);
    expect(listErrors(sized(262_145))).toEqual(['too-large ']);
  });

  it('counts bytes of UTF-8, not characters', () => {
    const body = withRaw('Did not come back from school.', `"${'€'.repeat(88_000)}"`);
    expect(body.length).toBeLessThan(100_000);
    expect(listErrors(body)).toEqual(['too-large ']);
  });

  it('of several megabytes is answered without being read', () => {
    expect(listErrors(sized(5_000_000))).toEqual(['too-large ']);
  });

  it('of 256 KiB of text in one member costs the member, not the child', () => {
    const body = withRaw('Did not come back from school.', `"${'\\n'.repeat(120_000)}"`);
    expect(parseUsable(body).warnings).toEqual(['invalid-value /data/circumstances']);
  });
});

describe('deep nesting', () => {
  const nested = (levels: number): string =>
    GOOD.replace('"data":{', `"data":{"deep":${'['.repeat(levels)}${']'.repeat(levels)},`);

  it('is at most 32 levels, also in what the contract does not know', () => {
    expect(parseUsable(nested(30)).warnings).toEqual(['unknown-member /data/deep']);
    expect(listErrors(nested(31))).toEqual(['invalid-value ']);
  });

  it('of 100,000 levels gets an answer, and its force is named', () => {
    expect(parse(nested(100_000))).toMatchObject({ outcome: 'rejected', force: 'E23000024' });
    expect(listErrors('{"a":'.repeat(40_000) + '1' + '}'.repeat(40_000))).toEqual([
      'invalid-value ',
      'not-cloudevents ',
    ]);
  });
});

describe('a member that appears twice', () => {
  it('is ambiguous, so it rejects the message, wherever it is', () => {
    expect(listErrors(GOOD.replace('"data":{', '"data":{"riskLevel":"low",'))).toEqual([
      'invalid-value /data/riskLevel',
    ]);
    expect(listErrors(GOOD.replace('"data":{', '"data":{"x":[{"a":1},{"b":1,"b":1}],'))).toEqual([
      'invalid-value /data/x/1/b',
    ]);
  });

  it('is found however its name is written', () => {
    const body = GOOD.replace('"data":{', '"data":{"risk\\u004cevel":"low",');
    expect(listErrors(body)).toEqual(['invalid-value /data/riskLevel']);
  });

  it('is not seen where equal names are in different objects, or in texts', () => {
    const circumstances = '"type": "x", {"type":"y"} \\" [';
    expect(listErrors(buildReported({ data: { circumstances } }))).toEqual([]);
  });
});

describe('texts', () => {
  const parseCircumstances = (text: string) =>
    parseUsable(buildReported({ data: { circumstances: text } }));

  it.each([
    ['half a surrogate pair', 'lost \ud83d'],
    ['NUL', 'a\u0000b'],
    ['an escape character', 'a\u001bb'],
    ['a direction mark', 'a\u200fb'],
    ['a character that Unicode has for no use', 'a\uffffb'],
  ])('with %s are cleaned with a warning, and the rest is kept', (_what, text) => {
    const { warnings, notification } = parseCircumstances(text);
    expect(warnings).toEqual(['text-cleaned /data/circumstances']);
    const isSeen = (letter: string): boolean => /[a-z ]/.test(letter);
    const circumstances = Array.from(text).filter(isSeen).join('');
    expect(notification.data).toMatchObject({ circumstances });
  });

  it('with a Windows quotation mark that was read wrongly get the mark', () => {
    const { warnings, notification } = parseCircumstances('didn\u0092t');
    expect(warnings).toEqual(['text-cleaned /data/circumstances']);
    expect(notification.data).toMatchObject({ circumstances: 'didn’t' });
  });

  it.each([
    ['line breaks and tabs', 'one\r\n\ttwo'],
    ['writing from right to left', 'خرج ولم يعد'],
    ['marks piled upon marks', `Z${'\u0301'.repeat(500)}`],
    ['4,000 characters beyond the first plane', '\u{1F98A}'.repeat(4000)],
    ['what looks like markup', '<script>alert(1)</script> {{x}} ${y}'],
  ])('with %s are kept as they are', (_what, text) => {
    expect(parseCircumstances(text).warnings).toEqual([]);
    expect(parseCircumstances(text).notification.data).toMatchObject({ circumstances: text });
  });

  it.each([
    ['Sa\u0000m', 'Sam'],
    ['Sam\nSmith', 'Sam Smith'],
    ['S\u202eam', 'Sam'],
    ['O\u0092Brien', 'O’Brien'],
  ])('that make a name unsightly are cleaned with a warning: %j', (givenName, cleaned) => {
    const message = buildReported({ data: { child: { ...CHILD, givenName } } });
    const { warnings, notification } = parseUsable(message);
    expect(warnings).toEqual(['text-cleaned /data/child/givenName']);
    expect(notification.data).toMatchObject({ child: { givenName: cleaned } });
  });

  it.each(['\ud800', '\u202e\u202c', '\u200b', '\u2800', ' ', 'x'.repeat(101)])(
    'that are no name are ignored where the child has another: %j',
    (givenName) => {
      const message = buildReported({ data: { child: { ...CHILD, givenName } } });
      const { warnings, notification } = parseUsable(message);
      expect(warnings).toHaveLength(1);
      expect(notification.data).toMatchObject({ child: { familyName: 'Example' } });
      expect(notification.data).not.toHaveProperty('child.givenName');
    },
  );

  it.each(['\u200b', ' '])('that are no name reject a report without another: %j', (name) => {
    const child = { ...CHILD, givenName: name, familyName: name };
    expect(listErrors(buildReported({ data: { child } }))).not.toEqual([]);
  });
});

describe('numbers', () => {
  it.each(['1e999', '-1e999', '123456789012345678901234567890', '0.1e-999', '-0'])(
    'are no texts: %s for a name',
    (number) => {
      expect(parseUsable(withRaw('Sam', number)).warnings).toEqual([
        'invalid-value /data/child/givenName',
      ]);
    },
  );

  it('that no double can represent make only an optional field invalid', () => {
    expect(parseUsable(withRaw('Riverside bus station', '1e999')).warnings).toEqual([
      'invalid-value /data/lastSeen/place/description',
    ]);
  });
});

describe('names of members that mean something to JavaScript', () => {
  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON'])(
    'are only unknown members: %s',
    (name) => {
      const body = GOOD.replace('"data":{', `"data":{"${name}":{"riskLevel":"high","polluted":1},`);
      const { notification, warnings } = parseUsable(body);
      expect(warnings).toEqual([`unknown-member /data/${name}`]);
      expect(notification.data).toEqual(parseData(GOOD));
      expect(Object.hasOwn(notification.data, name)).toBe(false);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  it('give no member that is missing', () => {
    const body = bodyOf(buildFound({ data: { foundAt: undefined } })).replace(
      '"data":{',
      '"data":{"__proto__":{"foundAt":"2026-11-21T05:10:00Z"},',
    );
    expect(listErrors(body)).toEqual(['missing-member /data/foundAt']);
  });
});
