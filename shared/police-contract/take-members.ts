import * as z from 'zod';
import type { FindingCode } from '../kernel/finding.ts';
import { note, pointerTo, type Findings, type Severity } from './findings-list.ts';
import { memberRules, type Receiver } from './member-rule.ts';
import { isObject } from '../kernel/json.ts';

/** Where in the message we are, and what an unusable value there costs. */
export interface Spot {
  readonly path: string;
  readonly severity: Severity;
  readonly findings: Findings;
  readonly receiver: Receiver;
}

/** A value, or that there is none to use. */
export type Taken<T> = { readonly usable: true; readonly value: T } | { readonly usable: false };

const UNUSABLE = { usable: false } as const;

const taken = <T>(value: T): Taken<T> => ({ usable: true, value });

const setAside = (spot: Spot, code: FindingCode, expected?: string): Taken<never> => {
  note(spot.findings, spot.severity, code, spot.path, expected);
  return UNUSABLE;
};
const expectedOf = (schema: z.ZodType): string => memberRules.get(schema)?.expected ?? 'an object';

const codeOf = (error: z.ZodError): FindingCode => {
  const [issue] = error.issues;
  const code: unknown = issue?.code === 'custom' ? issue.params?.['code'] : undefined;
  return (code as FindingCode | undefined) ?? 'invalid-value';
};

const takeLeaf = (schema: z.ZodType, value: unknown, spot: Spot): Taken<unknown> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return setAside(spot, codeOf(parsed.error), expectedOf(schema));
  const code = memberRules.get(schema)?.check?.(parsed.data, spot.receiver) ?? null;
  if (code === null) return taken(parsed.data);
  if (code !== 'unknown-authority') return setAside(spot, code, expectedOf(schema));
  note(spot.findings, 'warnings', code, spot.path);
  return taken(parsed.data);
};

const takeList = (schema: z.ZodArray<z.ZodType>, value: unknown, spot: Spot): Taken<unknown> => {
  if (!Array.isArray(value)) return setAside(spot, 'invalid-value', expectedOf(schema));
  const most = memberRules.get(schema)?.mostEntries ?? value.length;
  if (value.length > most) setAside(spot, 'invalid-value', expectedOf(schema));
  const entries = value
    .slice(0, most)
    .map((entry: unknown, index) =>
      takeValue(schema.element, entry, { ...spot, path: `${spot.path}/${index}` }),
    )
    .flatMap((entry) => (entry.usable ? [entry.value] : []));
  const nothingLeft = entries.length === 0 && value.length > 0;
  return nothingLeft ? UNUSABLE : taken([...new Set(entries)]);
};

type Shape = Readonly<Record<string, z.ZodType>>;

const noteUnknownMembers = (shape: Shape, value: object, spot: Spot): void => {
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(shape, name)) continue;
    note(spot.findings, 'warnings', 'unknown-member', pointerTo(spot.path, name));
  }
};

const isEmptyObject = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length === 0;

/** An optional member: what cannot be used of it is a warning, and an object without content is left out. */
const takeOptional = (inner: z.ZodType, value: unknown, spot: Spot): Taken<unknown> => {
  const member = takeValue(inner, value, { ...spot, severity: 'warnings' });
  return member.usable && isEmptyObject(member.value) ? UNUSABLE : member;
};

const takeObject = (schema: z.ZodObject, value: unknown, spot: Spot): Taken<unknown> => {
  if (!isObject(value)) return setAside(spot, 'invalid-value', 'an object');
  const shape = schema.shape as Shape;
  noteUnknownMembers(shape, value, spot);
  const result: Record<string, unknown> = {};
  let usable = true;
  for (const [name, member] of Object.entries(shape)) {
    const there = { ...spot, path: `${spot.path}/${name}` };
    const inner = member instanceof z.ZodExactOptional ? (member.unwrap() as z.ZodType) : null;
    if (!Object.hasOwn(value, name)) {
      if (inner !== null) continue;
      setAside(there, 'missing-member', expectedOf(member));
      usable = false;
      continue;
    }
    const part = inner
      ? takeOptional(inner, value[name], there)
      : takeValue(member, value[name], there);
    if (part.usable) result[name] = part.value;
    else if (inner === null) usable = false;
  }
  return usable ? taken(result) : UNUSABLE;
};

const takeValue = (schema: z.ZodType, value: unknown, spot: Spot): Taken<unknown> => {
  if (schema instanceof z.ZodObject) return takeObject(schema, value, spot);
  if (schema instanceof z.ZodArray) return takeList(schema as z.ZodArray<z.ZodType>, value, spot);
  if (!(schema instanceof z.ZodNullable)) return takeLeaf(schema, value, spot);
  return value === null ? taken(null) : takeValue(schema.unwrap() as z.ZodType, value, spot);
};

/**
 * Takes what is usable of a value by its schema: an optional member that cannot be used is set aside
 * with a warning, a required one makes what holds it unusable. Findings go to the spot's list.
 */
export const take = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  spot: Spot,
): Taken<z.output<Schema>> => takeValue(schema, value, spot) as Taken<z.output<Schema>>;
