import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../../shared/kernel/hash.ts';

export type EventPattern = (event: unknown) => boolean;

type Matcher = (value: unknown) => boolean;
type Refuse = (why: string) => Error;

const isLiteral = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const readAnythingBut = (operand: unknown, refuse: Refuse): Matcher => {
  const excluded: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (!excluded.every(isLiteral))
    throw refuse('its filter uses anything-but with more than values');
  return (value) => value !== undefined && !excluded.includes(value);
};

const readOperator = (name: string, operand: unknown, refuse: Refuse): Matcher => {
  if (name === 'prefix' && typeof operand === 'string')
    return (value) => typeof value === 'string' && value.startsWith(operand);
  if (name === 'suffix' && typeof operand === 'string')
    return (value) => typeof value === 'string' && value.endsWith(operand);
  if (name === 'exists' && typeof operand === 'boolean')
    return (value) => (value !== undefined && !isObject(value)) === operand;
  if (name === 'anything-but') return readAnythingBut(operand, refuse);
  throw refuse(`its filter uses ${name}, which the local stack does not support`);
};

const readMatcher = (matcher: unknown, refuse: Refuse): Matcher => {
  if (isLiteral(matcher)) return (value) => isDeepStrictEqual(value, matcher);
  const [operator, second] = isObject(matcher) ? Object.entries(matcher) : [];
  if (operator === undefined || second !== undefined)
    throw refuse('its filter holds a condition the local stack does not understand');
  return readOperator(operator[0], operator[1], refuse);
};

/** A list matches when any of its conditions does; a list in the event, when any of its members does. */
const readLeaf = (conditions: readonly unknown[], refuse: Refuse): Matcher => {
  const matchers = conditions.map((condition) => readMatcher(condition, refuse));
  return (value) => {
    const candidates: unknown[] = Array.isArray(value) && value.length > 0 ? value : [value];
    return candidates.some((candidate) => matchers.some((matches) => matches(candidate)));
  };
};

const readNode = (pattern: unknown, refuse: Refuse): Matcher => {
  if (Array.isArray(pattern)) return readLeaf(pattern, refuse);
  if (!isObject(pattern)) throw refuse('its filter holds a value that is not in a list');
  const members = Object.entries(pattern).map(([name, member]) => {
    if (name.startsWith('$')) throw refuse(`its filter uses ${name}, which is not supported`);
    return [name, readNode(member, refuse)] as const;
  });
  return (value) =>
    members.every(([name, matches]) => matches(isObject(value) ? value[name] : undefined));
};

const parse = (text: string, refuse: Refuse): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('its filter is not JSON');
  }
};

/**
 * Reads a filter in the pattern language of EventBridge: lists of exact values, `prefix`, `suffix`, `exists` and
 * `anything-but` with values. Everything else is refused, so that no record is silently left out here that AWS delivers.
 */
export const readPattern = (text: string, refuse: Refuse): EventPattern =>
  readNode(parse(text, refuse), refuse);
