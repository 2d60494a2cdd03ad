import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { gradedEventSchema } from '../../shared/police-contract/grade-schema.ts';
import { eventSchemas } from '../../shared/police-contract/event-schemas.ts';
import { createFinding } from '../../shared/police-contract/findings.ts';
import {
  createAcceptedReply,
  createDuplicateReply,
  createRejectedReply,
} from '../../shared/police-contract/reply.ts';
import {
  buildCancelled,
  buildFound,
  buildReported,
  buildReturned,
  buildUpdated,
  CHILD,
  RECEIVED_AT,
  buildGraded,
  REPORT_ID,
} from '../support/messages.ts';
import { parseGraded, parse, parseUsable } from '../support/parsed.ts';
import {
  NOTIFICATION_KINDS,
  type NotificationKind,
} from '../../shared/police-contract/allowed-values.ts';
import { EXAMPLES, REPLY_EXAMPLES } from '../../shared/police-contract/documentation/examples.ts';
import {
  GRADE_REPLY_EXAMPLES,
  GRADED_EXAMPLE,
  INTELLIGENCE_EXAMPLE,
} from '../../shared/police-contract/documentation/intelligence-examples.ts';
import { createContractSchemas } from '../../shared/police-contract/documentation/contract-files.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const schemas = createContractSchemas();
for (const schema of schemas.values()) ajv.addSchema(schema);

const isValid = (id: string, value: unknown): boolean => ajv.validate(`${id}.schema.json`, value);

describe('the JSON Schemas', () => {
  it('compile, draft 2020-12, in strict mode', () => {
    for (const file of schemas.keys()) expect(ajv.getSchema(file)).toBeTypeOf('function');
    for (const schema of schemas.values())
      expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
  });

  it('describe every member in words', () => {
    const bare = [...schemas].flatMap(([file, schema]) => withoutDescription(schema, file));
    expect(bare).toEqual([]);
  });

  it.each(NOTIFICATION_KINDS)(
    'accept the example of %s, as the parser does, without a warning',
    (kind) => {
      expect(isValid(kind, EXAMPLES[kind])).toBe(true);
      expect(parseUsable(EXAMPLES[kind]).warnings).toEqual([]);
    },
  );

  it.each(NOTIFICATION_KINDS)('define %s as the parser reads it', (kind) => {
    const strict = eventSchemas[kind].parse(EXAMPLES[kind]);
    expect(parseUsable(EXAMPLES[kind]).notification.data).toEqual(strict.data);
  });
});

const GOOD = {
  reported: buildReported(),
  updated: buildUpdated(),
  found: buildFound(),
  returned: buildReturned(),
  cancelled: buildCancelled(),
};

const BAD: readonly (readonly [string, NotificationKind, object])[] = [
  ['a required member is missing', 'reported', buildReported({ data: { child: undefined } })],
  [
    'the child has no name',
    'reported',
    buildReported({ data: { child: { dateOfBirth: CHILD.dateOfBirth } } }),
  ],
  ['an instant has no offset', 'found', buildFound({ data: { foundAt: '2026-11-21T05:10:00' } })],
  ['a day does not exist', 'found', buildFound({ data: { foundAt: '2026-02-30T05:10:00Z' } })],
  ['a word is unknown', 'cancelled', buildCancelled({ data: { reason: 'because' } })],
  ['a text is too long', 'updated', buildUpdated({ data: { circumstances: 'x'.repeat(4001) } })],
  ['a text holds NUL', 'updated', buildUpdated({ data: { circumstances: 'a\u0000' } })],
  ['a postcode is none', 'updated', buildUpdated({ data: { child: { homePostcode: 'NR1' } } })],
  ['null clears the child', 'updated', buildUpdated({ data: { child: null } })],
  ['null stands in a report', 'reported', buildReported({ data: { officer: null } })],
  [
    'a list is too long',
    'updated',
    buildUpdated({ data: { child: { aliases: Array.from({ length: 21 }, String) } } }),
  ],
  ['the force is none', 'found', buildFound({ source: 'urn:police:Norfolk' })],
];

describe('the JSON Schemas and the parser agree', () => {
  it.each(NOTIFICATION_KINDS)('that a message of the tests is fine: %s', (kind) => {
    expect(isValid(kind, GOOD[kind])).toBe(true);
    expect(parseUsable(GOOD[kind]).warnings).toEqual([]);
  });

  it.each(BAD)('that %s', (_what, kind, message) => {
    const json: unknown = JSON.parse(JSON.stringify(message));
    const parsed = parse(message);
    expect(isValid(kind, json)).toBe(false);
    expect(parsed.outcome === 'rejected' || parsed.warnings.length > 0).toBe(true);
  });
});

describe('the schemas of replies', () => {
  const to = { id: 'reply-7', time: RECEIVED_AT, subject: 'NC-7' };

  it('describe what is sent', () => {
    const ids = { notificationId: 'n-7', episodeId: 'ep-7' };
    const warnings = [createFinding('unknown-member', '/data')];
    const errors = [createFinding('not-json', '')];
    expect(isValid('reply-accepted', createAcceptedReply(to, { ...ids, warnings }))).toBe(true);
    expect(isValid('reply-duplicate', createDuplicateReply(to, ids))).toBe(true);
    expect(
      isValid(
        'reply-rejected',
        createRejectedReply({ ...to, subject: null }, { notificationId: null, errors }),
      ),
    ).toBe(true);
  });

  it('describe what is sent for a grade, which never says of which episode', () => {
    const ids = { notificationId: 'n-7', reportId: REPORT_ID };
    const both = { ...ids, episodeId: 'ep-7' };
    expect(isValid('reply-accepted', createAcceptedReply(to, { ...ids, warnings: [] }))).toBe(true);
    expect(isValid('reply-duplicate', createDuplicateReply(to, ids))).toBe(true);
    expect(createAcceptedReply(to, { ...both, warnings: [] }).data).not.toHaveProperty('episodeId');
    expect(createDuplicateReply(to, both).data).not.toHaveProperty('episodeId');
  });

  it.each(Object.entries(GRADE_REPLY_EXAMPLES))(
    'accept the example for a grade: %s',
    (reply, it) => {
      expect(isValid(`reply-${reply}`, it)).toBe(true);
    },
  );

  it.each(Object.entries(REPLY_EXAMPLES))('accept their own example: %s', (reply, example) => {
    expect(isValid(`reply-${reply}`, example)).toBe(true);
  });

  it('have at least one error in a rejection', () => {
    const reply = createRejectedReply(to, { notificationId: 'n-7', errors: [] });
    expect(isValid('reply-rejected', reply)).toBe(false);
  });
});

describe('the schemas of intelligence', () => {
  it('accept their own examples, a grade without a warning', () => {
    expect(isValid('intelligence', INTELLIGENCE_EXAMPLE)).toBe(true);
    expect(isValid('intelligence-graded', GRADED_EXAMPLE)).toBe(true);
    expect(parseGraded(GRADED_EXAMPLE).warnings).toEqual([]);
    expect(gradedEventSchema.parse(GRADED_EXAMPLE).data).toMatchObject({ source: 2 });
  });

  it.each([
    ['the source is a word', { data: { source: '2' } }],
    ['the information has no letter', { data: { information: undefined } }],
    ['the handling code is unknown', { data: { handling: 'X' } }],
    ['an instant has no offset', { data: { gradedAt: '2026-11-20T09:05:00' } }],
    ['the conditions hold NUL', { data: { conditions: 'a\u0000' } }],
    ['the report is missing', { subject: undefined }],
  ])('agree with the parser that %s', (_, overrides) => {
    const message = JSON.parse(JSON.stringify(buildGraded(overrides))) as unknown;
    const parsed = parse(message);
    expect(isValid('intelligence-graded', buildGraded())).toBe(true);
    expect(isValid('intelligence-graded', message)).toBe(false);
    expect(parsed.outcome === 'rejected' || parsed.warnings.length > 0).toBe(true);
  });
});

/** Pointers to members without description; const members and references speak for themselves. */
function withoutDescription(schema: object, path: string): readonly string[] {
  const properties = 'properties' in schema ? (schema.properties as Record<string, object>) : {};
  return Object.entries(properties).flatMap(([name, member]) => {
    const inner = 'anyOf' in member ? ((member.anyOf as readonly object[])[0] ?? member) : member;
    const speaks = ['description', '$ref', 'const'].some((key) => key in inner);
    return [
      ...(speaks ? [] : [`${path}/${name}`]),
      ...withoutDescription(inner, `${path}/${name}`),
    ];
  });
}
