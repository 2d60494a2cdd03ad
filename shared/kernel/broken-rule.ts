/** A rule that something breaks which somebody wants to record: in words that help, never with a value. */
export interface BrokenRule {
  readonly code:
    | 'invalid-value'
    | 'missing-member'
    | 'interview-before-return'
    | 'before-found'
    | 'late-reason-needed'
    | 'reason-needed'
    | 'text-needed'
    | 'parent-offer-needed'
    | 'too-few-attempts'
    | 'task-closed'
    | 'task-withdrawn'
    | 'task-without-interview'
    | 'unknown-booking'
    | 'unknown-code'
    | 'code-not-valid-then'
    | 'code-of-everybody'
    | 'no-public-place'
    | 'referral-closed'
    | 'days-in-wrong-order'
    | 'in-the-future'
    | 'unknown-item'
    | 'not-for-police'
    | 'conditions-needed'
    | 'names-the-child'
    | 'names-the-interviewee'
    | 'identifies-the-child'
    | 'names-a-place-of-the-child';
  /** JSON pointer to the member that breaks it. */
  readonly path: string;
  readonly message: string;
}

/** The rule in a list, if it is broken. */
export const brokenIf = (
  broken: boolean,
  code: BrokenRule['code'],
  path: string,
  message: string,
): readonly BrokenRule[] => (broken ? [{ code, path, message }] : []);
