import { describe, expect, it } from 'vitest';
import { createFinding } from '../../shared/police-contract/findings.ts';
import { buildFound, buildReported, buildUpdated, CHILD } from '../support/messages.ts';
import { parse } from '../support/parsed.ts';
import { FINDING_TEXTS } from '../../shared/police-contract/findings.ts';
import { FINDING_CODES, type FindingCode } from '../../shared/police-contract/finding.ts';

/** A message for each code that the contents of a message can cause. */
const CAUSES = {
  'not-json': '{"specversion":',
  'too-large': buildReported({ data: { circumstances: 'x'.repeat(262_144) } }),
  'not-cloudevents': { reference: 'NC-1' },
  'unknown-type': buildFound({ type: 'uk.police.missing-child.vanished.v1' }),
  'unsupported-version': buildFound({ type: 'uk.police.missing-child.found.v2' }),
  'missing-member': buildReported({ data: { category: undefined } }),
  'invalid-value': buildFound({ data: { foundAt: '2026-02-30T10:00:00Z' } }),
  'offset-required': buildFound({ data: { foundAt: '2026-10-25T01:30:00' } }),
  'invalid-nhs-number': buildReported({ data: { child: { ...CHILD, nhsNumber: '9434765871' } } }),
  'invalid-upn': buildUpdated({ data: { child: { upn: 'A801200005001' } } }),
  'unknown-member': buildFound({ data: { weather: 'rain' } }),
  'unknown-authority': buildReported({ data: { responsibleAuthority: 'E10000099' } }),
  'unknown-force': buildFound({ source: 'urn:police:E23000099' }),
  'text-cleaned': buildFound({ data: { foundBy: 'A\u200bpatrol' } }),
  placeholder: buildUpdated({ data: { child: { policePersonId: 'UNKNOWN' } } }),
  'in-the-future': buildFound({ time: '2026-11-21T09:05:00.001Z' }),
} satisfies Partial<Record<FindingCode, unknown>>;

const ALWAYS_WARNINGS: readonly FindingCode[] = [
  'invalid-nhs-number',
  'invalid-upn',
  'unknown-member',
  'unknown-authority',
  'text-cleaned',
  'placeholder',
];

describe('every code of the contract', () => {
  it.each(Object.entries(CAUSES))('%s has a message that causes it alone', (code, message) => {
    const parsed = parse(message);
    const findings = parsed.outcome !== 'rejected' ? parsed.warnings : parsed.errors;
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });

  it.each(Object.entries(CAUSES))('%s rejects or warns as the contract says', (code, message) => {
    const warns = (ALWAYS_WARNINGS as readonly string[]).includes(code);
    expect(parse(message).outcome).toBe(warns ? 'usable' : 'rejected');
  });

  it('is caused by a message, or by what is known of other notifications and of reports', () => {
    const others = [
      'duplicate-unresolved',
      'further-occasion',
      'id-reused',
      'order-of-times',
      'reference-reused',
      'unknown-report',
    ];
    expect([...Object.keys(CAUSES), ...others].sort()).toEqual([...FINDING_CODES].sort());
  });

  it('is described in one plain sentence', () => {
    for (const code of FINDING_CODES) {
      expect(FINDING_TEXTS[code].meaning).toMatch(/^[A-Z][^\n]*\.$/);
      expect(createFinding(code, '/data', 'something').message).toMatch(/: expected something\.$/);
    }
  });
});
