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
  'text-cleaned',
  'placeholder',
  'further-occasion',
  'reference-reused',
  'order-of-times',
  'duplicate-unresolved',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** One thing that is wrong, with a JSON pointer to it. Never holds a value of the message. */
export interface Finding {
  readonly code: FindingCode;
  readonly path: string;
  readonly message: string;
}
