/** What can be wrong with a message (police contract, version 1). */
export const FINDING_CODES = [
  'not-json',
  'too-large',
  'not-cloudevents',
  'unknown-type',
  'unsupported-version',
  'missing-member',
  'invalid-value',
  'offset-required',
  'invalid-nhs-number',
  'invalid-upn',
  'unknown-member',
  'unknown-authority',
  'unknown-force',
  'unknown-report',
  'id-reused',
  'in-the-future',
  'reported-after-return',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** One thing wrong: which rule, where (JSON pointer), and what to do. Never holds a value of the message. */
export interface Finding {
  readonly code: FindingCode;
  readonly path: string;
  readonly message: string;
}
