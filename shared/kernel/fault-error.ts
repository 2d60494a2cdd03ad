/** Kinds of faults of ours, as logs name them. docs/runbook.md says of each what to do. */
export const FAULT_CODES = [
  'access-denied',
  'aws-unavailable',
  'missing-resource',
  'no-connection',
  'out-of-time',
  'refused-by-aws',
  'settings',
  'several',
  'throttled',
  'too-much-at-once',
  'unexpected',
  'unreadable-item',
  'write-conflict',
  'wrong-id-key',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** A fault that we notice ourselves, and whose kind no library's error says. */
export class FaultError extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string) {
    super(message);
    this.name = 'FaultError';
    this.code = code;
  }
}
