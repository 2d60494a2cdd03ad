import type { Finding, FindingCode } from '../kernel/finding.ts';
import { findingOf } from './finding-texts.ts';

/** How many findings of one message are kept and sent back, so that an answer is never too large. */
export const MOST_FINDINGS = 100;

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/** The pointer to a member; to its parent when the name is not plain, since a name could carry a value. */
export const pointerTo = (parent: string, name: string): string =>
  PLAIN_NAME.test(name) ? `${parent}/${name}` : parent;

const keyOf = ({ path, code }: Finding): string => `${path} ${code}`;

const compareFindings = (a: Finding, b: Finding): number => {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : Number(left > right);
};

/** Each finding once, unknown members only as far as there is room, sorted by path. */
export const listFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const distinct = [...new Map(findings.map((finding) => [keyOf(finding), finding])).values()];
  const isMinor = (finding: Finding): boolean => finding.code === 'unknown-member';
  return [...distinct.filter((finding) => !isMinor(finding)), ...distinct.filter(isMinor)]
    .slice(0, MOST_FINDINGS)
    .sort(compareFindings);
};

/** Gathers what is wrong with one message. */
export interface Findings {
  readonly errors: Finding[];
  readonly warnings: Finding[];
}

/** Whether what is wrong here costs the message, or only the member. */
export type Severity = keyof Findings;

/** Adds a finding, in words, to the list that says what it costs. */
export const note = (
  findings: Findings,
  severity: Severity,
  code: FindingCode,
  path: string,
  expected?: string,
): void => {
  findings[severity].push(findingOf(code, path, expected));
};
