import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
/**
 * Hex of the first 128 bits of SHA-256. Collisions are not expected, and it reveals nothing of the
 * input.
 */
export const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
/**
 * RFC 8785 allows neither lone surrogates nor numbers outside the range of doubles, so each has its
 * own form here.
 */
const toRepresentable = (value: unknown): unknown => {
  if (typeof value === 'string')
    return value.isWellFormed() ? value : { notWellFormed: JSON.stringify(value) };
  if (typeof value === 'number') return Number.isFinite(value) ? value : { beyond: String(value) };
  if (Array.isArray(value)) return value.map(toRepresentable);
  if (!isObject(value)) return value;
  return {
    object: Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => [toRepresentable(key), toRepresentable(member)]),
  };
};

const toCanonicalJson = (value: unknown): string => {
  try {
    return canonicalize(value) ?? '';
  } catch {
    return canonicalize(toRepresentable(value)) ?? '';
  }
};

/**
 * SHA-256, in hex, of the canonical JSON (RFC 8785): the order of fields and white space make no
 * difference.
 */
export const hashContent = (value: unknown): string =>
  createHash('sha256').update(toCanonicalJson(value)).digest('hex');

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
