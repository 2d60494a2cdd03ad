import type { Finding, FindingCode } from './finding.ts';

export interface FindingText {
  readonly effect: 'rejects' | 'warns' | 'rejects, or warns on an optional member';
  readonly meaning: string;
}

export const FINDING_TEXTS: Readonly<Record<FindingCode, FindingText>> = {
  'not-json': { effect: 'rejects', meaning: 'The message is not JSON (RFC 8259) in UTF-8.' },
  'too-large': { effect: 'rejects', meaning: 'The message is larger than 256 KiB.' },
  'not-cloudevents': {
    effect: 'rejects',
    meaning: 'The message is not a CloudEvents 1.0 event in structured JSON.',
  },
  'unknown-type': { effect: 'rejects', meaning: 'The event type is not one of this contract.' },
  'unsupported-version': {
    effect: 'rejects',
    meaning: 'The version of CloudEvents or of the event type is not one we read.',
  },
  'missing-member': {
    effect: 'rejects, or warns on an optional member',
    meaning: 'A required member is missing.',
  },
  'invalid-value': {
    effect: 'rejects, or warns on an optional member',
    meaning: 'The value cannot be used.',
  },
  'offset-required': {
    effect: 'rejects, or warns on an optional member',
    meaning: 'The instant has no offset from UTC, so it is ambiguous.',
  },
  'invalid-nhs-number': { effect: 'warns', meaning: 'This is not an NHS number.' },
  'invalid-upn': { effect: 'warns', meaning: 'This is not a unique pupil number.' },
  'unknown-member': { effect: 'warns', meaning: 'This member is not in the contract; ignored.' },
  'unknown-authority': {
    effect: 'warns',
    meaning: 'The authority is not one of ours; a person will look at it.',
  },
  'unknown-force': { effect: 'rejects', meaning: 'The source is not a force that may send.' },
  'unknown-report': {
    effect: 'rejects',
    meaning: 'The force got no report with this id.',
  },
  'id-reused': {
    effect: 'rejects',
    meaning: 'Another notification with this id but other content is known already.',
  },
  'in-the-future': {
    effect: 'rejects, or warns on an optional member',
    meaning: 'The instant is more than five minutes ahead of the receiver.',
  },
  'text-cleaned': {
    effect: 'warns',
    meaning: 'Characters that nobody can see, or that are no text, were removed.',
  },
  placeholder: {
    effect: 'warns',
    meaning: 'This stands for something that is not known, so it is ignored.',
  },
  'further-occasion': {
    effect: 'warns',
    meaning:
      'The child had returned before this report, so it opens a further episode of the reference.',
  },
  'reference-reused': {
    effect: 'warns',
    meaning: 'The reference was used for a child of another description; a person will look at it.',
  },
  'order-of-times': {
    effect: 'warns',
    meaning: 'The times cannot follow each other in this order; a person will look at it.',
  },
  'duplicate-unresolved': {
    effect: 'warns',
    meaning:
      'No episode of the same child that is not cancelled is known under the reference named, so the task stays open.',
  },
};

export const createFinding = (code: FindingCode, path: string, expected?: string): Finding => {
  const { meaning } = FINDING_TEXTS[code];
  const message =
    expected === undefined ? meaning : `${meaning.replace(/\.$/, '')}: expected ${expected}.`;
  return { code, path, message };
};

/** Limits the size of a reply. */
export const MOST_FINDINGS = 100;

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/**
 * The pointer to a field, or to its parent when the name is not plain, because a name could carry a
 * value.
 */
export const createPointer = (parent: string, name: string): string =>
  PLAIN_NAME.test(name) ? `${parent}/${name}` : parent;

const createKey = ({ path, code }: Finding): string => `${path} ${code}`;

const compareFindings = (a: Finding, b: Finding): number => {
  const [left, right] = [createKey(a), createKey(b)];
  return left < right ? -1 : Number(left > right);
};

/** Each finding once, sorted by path. Of more than 100, unknown fields are left out first. */
export const listFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const distinct = [...new Map(findings.map((finding) => [createKey(finding), finding])).values()];
  const isMinor = (finding: Finding): boolean => finding.code === 'unknown-member';
  return [...distinct.filter((finding) => !isMinor(finding)), ...distinct.filter(isMinor)]
    .slice(0, MOST_FINDINGS)
    .sort(compareFindings);
};
