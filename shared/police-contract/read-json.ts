import type { Finding, FindingCode } from '../kernel/finding.ts';
import { findingOf } from './finding-texts.ts';
import { MOST_LEVELS, scanKeys } from './json-keys.ts';

/** What a message may have at most, in bytes of UTF-8. */
export const MOST_BYTES = 262_144;

/** What a queue can bring at most; a larger text is not even looked into. */
const MOST_READABLE_BYTES = 1_048_576;

/** A body as JSON, with what makes it unusable although it is JSON. */
export type JsonBody =
  | {
      readonly outcome: 'read';
      readonly value: unknown;
      readonly errors: readonly Finding[];
      readonly doubled: ReadonlySet<string>;
    }
  | { readonly outcome: 'unreadable'; readonly code: FindingCode };

const parse = (body: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(body) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const ONCE = 'each member of an object once; this one appears more than once';
const LEVELS = `at most ${MOST_LEVELS} levels of objects and lists`;

/** Reads a body as strict JSON. Two equal keys in one object are ambiguous, so they are an error. */
export const readJson = (body: string): JsonBody => {
  const bytes = Buffer.byteLength(body, 'utf8');
  const parsed = bytes > MOST_READABLE_BYTES ? null : parse(body);
  if (parsed === null)
    return { outcome: 'unreadable', code: bytes > MOST_BYTES ? 'too-large' : 'not-json' };
  const { tooDeep, doubled } = scanKeys(body);
  const errors = [
    ...(bytes > MOST_BYTES ? [findingOf('too-large', '')] : []),
    ...(tooDeep ? [findingOf('invalid-value', '', LEVELS)] : []),
    ...doubled.map((path) => findingOf('invalid-value', path, ONCE)),
  ];
  return { outcome: 'read', value: parsed.value, errors, doubled: new Set(doubled) };
};
