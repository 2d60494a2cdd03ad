import { createFinding, createPointer } from './findings.ts';
import type { Finding, FindingCode } from './finding.ts';

const MOST_LEVELS = 32;

/** Deeper levels are not part of the contract. */
const MOST_POINTER_LEVELS = 8;

interface Level {
  readonly keys: Set<string> | null;
  readonly path: string;
  keyComes: boolean;
  index: number;
  valuePath: string;
}

interface JsonKeys {
  readonly tooDeep: boolean;
  readonly doubled: readonly string[];
}

const openLevel = (bracket: string, path: string): Level => {
  const isObject = bracket === '{';
  return {
    keys: isObject ? new Set() : null,
    path,
    keyComes: isObject,
    index: 0,
    valuePath: isObject ? path : `${path}/0`,
  };
};

const startEntry = (level: Level): void => {
  level.keyComes = level.keys !== null;
  level.index += 1;
  if (level.keys === null) level.valuePath = `${level.path}/${level.index}`;
};

const findEndOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
};

const readKey = (level: Level, key: string, doubled: Set<string>): void => {
  level.keyComes = false;
  level.valuePath = createPointer(level.path, key);
  if (level.keys?.has(key)) doubled.add(level.valuePath);
  level.keys?.add(key);
};

const readMark = (mark: string, levels: Level[]): void => {
  const level = levels.at(-1);
  if (mark === '{' || mark === '[') {
    const path = levels.length > MOST_POINTER_LEVELS ? level?.path : level?.valuePath;
    levels.push(openLevel(mark, path ?? ''));
  } else if (mark === '}' || mark === ']') levels.pop();
  else if (mark === ',' && level) startEntry(level);
};

/**
 * Finds duplicate keys, of which JSON.parse silently keeps the last, and too many levels. Expects
 * valid JSON. Not recursive, so that deep nesting cannot overflow the stack.
 */
const scanKeys = (text: string): JsonKeys => {
  const levels: Level[] = [];
  const doubled = new Set<string>();
  for (let at = 0; at < text.length && levels.length <= MOST_LEVELS; at += 1) {
    if (text.charAt(at) !== '"') {
      readMark(text.charAt(at), levels);
      continue;
    }
    const end = findEndOfString(text, at);
    const level = levels.at(-1);
    if (level?.keyComes) readKey(level, String(JSON.parse(text.slice(at, end))), doubled);
    at = end - 1;
  }
  return { tooDeep: levels.length > MOST_LEVELS, doubled: [...doubled] };
};

/** In bytes of UTF-8. */
export const MOST_BYTES = 262_144;

/** The limit of a queue. A larger text is not read at all. */
const MOST_READABLE_BYTES = 1_048_576;

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

/** Strict JSON: two equal keys in one object are ambiguous, so they are an error. */
export const readJson = (body: string): JsonBody => {
  const bytes = Buffer.byteLength(body, 'utf8');
  const parsed = bytes > MOST_READABLE_BYTES ? null : parse(body);
  if (parsed === null)
    return { outcome: 'unreadable', code: bytes > MOST_BYTES ? 'too-large' : 'not-json' };
  const { tooDeep, doubled } = scanKeys(body);
  const errors = [
    ...(bytes > MOST_BYTES ? [createFinding('too-large', '')] : []),
    ...(tooDeep ? [createFinding('invalid-value', '', LEVELS)] : []),
    ...doubled.map((path) => createFinding('invalid-value', path, ONCE)),
  ];
  return { outcome: 'read', value: parsed.value, errors, doubled: new Set(doubled) };
};
