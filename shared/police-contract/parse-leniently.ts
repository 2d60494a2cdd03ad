import type * as z from 'zod';
import { createFinding, createPointer } from './findings.ts';
import type { Finding, FindingCode } from './finding.ts';
import { isObject } from '../kernel/hash.ts';

export type Path = readonly PropertyKey[];

export interface Problem {
  readonly finding: Finding;
  readonly path: Path;
  readonly change?: Change;
  /** Pointers to fields of which one is needed. */
  readonly oneOf?: readonly string[];
}

interface Change {
  readonly path: Path;
  readonly value?: unknown;
}

export type Parsed<Value> =
  | { readonly outcome: 'usable'; readonly value: Value; readonly warnings: readonly Finding[] }
  | { readonly outcome: 'rejected'; readonly errors: readonly Finding[] };

const printPath = (path: Path): string => path.map((step) => `/${String(step)}`).join('');

export const createProblem = (code: FindingCode, path: Path, expected?: string): Problem => ({
  finding: createFinding(code, printPath(path), expected),
  path,
});

export const readField = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Readonly<Record<PropertyKey, unknown>>)[step]
        : undefined,
    value,
  );

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

export interface OwnRules {
  /** Changes that are made, with a warning, before the schema is asked. */
  readonly tidy?: (event: unknown) => readonly Problem[];
  /** Problems beside those that the schema finds. */
  readonly check: (event: unknown) => readonly Problem[];
}

/** A list with no entries left is removed too. */
const applyChanges = (value: unknown, changes: readonly Change[]): unknown => {
  const byStep = Map.groupBy(changes, ({ path: [step = ''] }) => step);
  const keep = ([step, inner]: readonly [PropertyKey, unknown]) => {
    const within = byStep.get(step)?.map(({ path: [, ...rest], ...to }) => ({ ...to, path: rest }));
    if (within === undefined) return [[step, inner] as const];
    const change = within.find(({ path }) => path.length === 0);
    const left = change === undefined ? applyChanges(inner, within) : change.value;
    return left === undefined || isEmptyList(left) ? [] : [[step, left] as const];
  };
  if (Array.isArray(value))
    return Array.from(value.entries())
      .flatMap(keep)
      .map(([, entry]) => entry);
  return isObject(value) ? Object.fromEntries(Object.entries(value).flatMap(keep)) : value;
};

type Issue = z.core.$ZodIssue;

const listUnknownFields = (issue: Issue): readonly Problem[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => {
        const path = [...issue.path, key];
        const pointer = createPointer(printPath(issue.path), key);
        return { finding: createFinding('unknown-member', pointer), path, change: { path } };
      })
    : [];

const shortenList = ({ path, ...issue }: Issue, value: unknown): Pick<Problem, 'change'> => {
  const most: unknown = issue.code === 'custom' ? issue.params?.['most'] : undefined;
  return typeof most === 'number' && Array.isArray(value)
    ? { change: { path, value: value.slice(0, most) } }
    : {};
};

const listAlternatives = ({ path, ...issue }: Issue): Pick<Problem, 'oneOf'> => {
  const fields: unknown = issue.code === 'custom' ? issue.params?.['oneOf'] : undefined;
  return Array.isArray(fields)
    ? { oneOf: fields.map((field) => printPath([...path.slice(0, -1), String(field)])) }
    : {};
};

const readIssue = (issue: Issue, event: unknown): Problem => {
  const value = readField(event, issue.path);
  const refused: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  const code = (refused as FindingCode | undefined) ?? 'invalid-value';
  return {
    ...createProblem(value === undefined ? 'missing-member' : code, issue.path, issue.message),
    ...shortenList(issue, value),
    ...listAlternatives(issue),
  };
};

const isRequired = (schema: z.ZodType, event: unknown, path: Path): boolean => {
  if (typeof path.at(-1) === 'number') return false;
  const issues = schema.safeParse(applyChanges(event, [{ path }])).error?.issues ?? [];
  return issues.some((issue) => printPath(issue.path) === printPath(path));
};

/** The innermost optional field that contains the path. Null when all are required. */
const findOptionalField = (schema: z.ZodType, event: unknown, path: Path): Path | null => {
  if (path.length === 0) return null;
  return isRequired(schema, event, path)
    ? findOptionalField(schema, event, path.slice(0, -1))
    : path;
};

const chooseChange = (schema: z.ZodType, event: unknown, problem: Problem): Change | null => {
  if (problem.change !== undefined) return problem.change;
  const path = findOptionalField(schema, event, problem.path);
  return path === null ? null : { path };
};

/** Where one of several fields is needed, and all were unusable, each of them is what is wrong. */
const listErrors = (
  { finding, oneOf = [] }: Problem,
  warnings: readonly Finding[],
): readonly Finding[] => {
  const unusable = warnings.filter(
    ({ code, path }) => oneOf.includes(path) && code !== 'text-cleaned',
  );
  return unusable.length > 0 ? unusable : [finding];
};

/**
 * Parses an event and ignores, with a warning, each optional field that cannot be used. A required
 * one rejects the event. Fields that the schema does not have are ignored first. Whether a field is
 * optional is seen from zod's issues without it. It ends because each round leaves something out or
 * tidies it.
 */
export const parseLeniently = <Schema extends z.ZodType>(
  schema: Schema,
  event: unknown,
  own: OwnRules,
  warnings: readonly Finding[] = [],
): Parsed<z.output<Schema>> => {
  const parsed = schema.safeParse(event);
  const issues = parsed.error?.issues ?? [];
  const unknown = issues.flatMap(listUnknownFields);
  const changed = unknown.length > 0 ? unknown : (own.tidy?.(event) ?? []);
  const problems =
    changed.length > 0
      ? changed
      : [...issues.map((issue) => readIssue(issue, event)), ...own.check(event)];
  if (parsed.success && problems.length === 0)
    return { outcome: 'usable', value: parsed.data, warnings };
  const changes = problems.map((problem) => chooseChange(schema, event, problem));
  const errors = problems
    .filter((_, index) => changes[index] === null)
    .flatMap((problem) => listErrors(problem, warnings));
  if (errors.length > 0) return { outcome: 'rejected', errors };
  const rest = applyChanges(
    event,
    changes.filter((change) => change !== null),
  );
  return parseLeniently(schema, rest, own, [
    ...warnings,
    ...problems.map(({ finding }) => finding),
  ]);
};
