import type * as z from 'zod';
import {
  type BrokenRule,
  brokenRuleSchema,
  type InvalidParameter,
} from '../../../shared/kernel/problem.ts';
import { isObject } from '../../../shared/kernel/hash.ts';
import type { Refusal, Result } from '../../../shared/kernel/result.ts';
import type { WebContext } from '../web-context.ts';

/** Many times what a practitioner writes about one interview, and less than DynamoDB stores in an item. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Deeper than any form, and less than DynamoDB stores (32 levels). */
const MAX_DEPTH = 16;

const INVALID_VALUE = {
  code: 'invalid-value',
  message: 'This value is not valid. The OpenAPI document says which values are.',
} as const;

const formatPointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** An empty parameter, as a form sends a field that was left blank, counts as not given. */
const readParameters = (context: WebContext): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(context.req.queries())
      .map(([name, values]) => [name, values.filter((value) => value !== '')] as const)
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );

const describeParameter = (issue: z.core.$ZodIssue, given: object): readonly InvalidParameter[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      code: 'unknown-parameter',
      path: formatPointer([name]),
      message: 'This parameter is not recognised.',
    }));
  }
  const path = formatPointer(issue.path);
  return Object.hasOwn(given, issue.path[0] ?? '')
    ? [{ ...INVALID_VALUE, path }]
    : [{ code: 'missing-parameter', path, message: 'This parameter is required.' }];
};

export const readQuery = (context: WebContext, schema: z.ZodType): Result<unknown> => {
  const given = readParameters(context);
  const parsed = schema.safeParse(given);
  if (parsed.success) return { value: parsed.data };
  const errors = parsed.error.issues.flatMap((issue) => describeParameter(issue, given));
  return { refusal: { problem: 'invalid-parameters', errors } };
};

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json *(;|$)/i.test(contentType ?? '');

const parseJson = (bytes: ArrayBuffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
};

const isDeep = (value: unknown, levels = MAX_DEPTH): boolean =>
  value !== null &&
  typeof value === 'object' &&
  (levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1)));

const readJson = async ({ req }: WebContext): Promise<{ readonly value: object } | Refused> => {
  if (!isJson(req.header('content-type'))) return refuse('unsupported-media-type');
  const content = parseJson(await req.arrayBuffer());
  return isObject(content) && !isDeep(content) ? { value: content } : refuse('unreadable-body');
};

type Refused = { readonly refusal: Refusal };

const refuse = (problem: 'unsupported-media-type' | 'unreadable-body'): Refused => ({
  refusal: { problem },
});

const readAt = (content: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, part)
        ? Reflect.get(value, part)
        : undefined,
    content,
  );

/** A schema may name the broken rule in `params.code`, with a message of its own. */
const findBrokenRule = (issue: z.core.$ZodIssue): Pick<BrokenRule, 'code' | 'message'> | null => {
  if (issue.code !== 'custom') return null;
  const code = brokenRuleSchema.shape.code.safeParse(issue.params?.['code']);
  return code.success ? { code: code.data, message: issue.message } : null;
};

/** Of the options of a union, the one that was meant is the one that is only wrong further in. */
const expandUnion = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((option) => option.every(({ path }) => path.length > 0));
  return (
    meant?.flatMap((inner) => expandUnion({ ...inner, path: [...issue.path, ...inner.path] })) ?? [
      issue,
    ]
  );
};

const describeField = (issue: z.core.$ZodIssue, content: unknown): readonly BrokenRule[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      code: 'unknown-field',
      path: formatPointer([...issue.path, name]),
      message: 'This field is not recognised.',
    }));
  }
  const missing = { code: 'missing-field', message: 'This field is required.' } as const;
  const otherwise = readAt(content, issue.path) === undefined ? missing : INVALID_VALUE;
  return [{ ...(findBrokenRule(issue) ?? otherwise), path: formatPointer(issue.path) }];
};

/** Refuses a body with all that is wrong with it, and never repeats a value. Without a schema, nothing is read. */
export const readBody = async (
  context: WebContext,
  schema: z.ZodType | null,
): Promise<Result<unknown>> => {
  if (schema === null) return { value: undefined };
  const json = await readJson(context);
  if ('refusal' in json) return json;
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { value: parsed.data };
  const errors = parsed.error.issues
    .flatMap(expandUnion)
    .flatMap((issue) => describeField(issue, json.value));
  return { refusal: { problem: 'invalid-body', errors } };
};
