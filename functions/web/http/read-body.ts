import type * as z from 'zod';
import { type BrokenRule, brokenRuleSchema } from '../../../shared/kernel/problem.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { NO_BODY } from '../api/operation.ts';
import { pointerTo } from './pointer.ts';
import type { WebContext } from '../web-context.ts';

/** 256 KB: many times what a person writes of one interview, and less than an item may hold. */
const LARGEST_BODY = 256 * 1024;

/** Deeper than any form, and than DynamoDB keeps (32 levels). */
const DEEPEST = 16;

type BodyProblem = 'unreadable-body' | 'body-too-large' | 'unsupported-media-type';

/** Why a body was not even looked into. */
export interface UnreadBody {
  readonly unread: BodyProblem;
}

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

const isDeep = (value: unknown, levels = DEEPEST): boolean =>
  value !== null &&
  typeof value === 'object' &&
  (levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1)));

const readJson = async ({
  req,
}: WebContext): Promise<{ readonly content: object } | UnreadBody> => {
  if (!isJson(req.header('content-type'))) return { unread: 'unsupported-media-type' };
  const bytes = await req.arrayBuffer();
  if (bytes.byteLength > LARGEST_BODY) return { unread: 'body-too-large' };
  const content = parseJson(bytes);
  const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
  return isObject && !isDeep(content) ? { content } : { unread: 'unreadable-body' };
};

const valueAt = (content: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, part)
        ? Reflect.get(value, part)
        : undefined,
    content,
  );

/** A schema may name the rule that is broken, and say in its own words what is wrong. */
const ruleBroken = (issue: z.core.$ZodIssue): Pick<BrokenRule, 'code' | 'message'> | null => {
  if (issue.code !== 'custom') return null;
  const code = brokenRuleSchema.shape.code.safeParse(issue.params?.['code']);
  return code.success ? { code: code.data, message: issue.message } : null;
};

const MISSING = { code: 'missing-field', message: 'This member is needed.' } as const;
const INVALID = {
  code: 'invalid-value',
  message: 'The value cannot be used; see the OpenAPI document for what can.',
} as const;

/** Of the ways to write a member, that which is wrong only further in is the one that was meant. */
const meantBy = (issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((way) => way.every(({ path }) => path.length > 0));
  return (
    meant?.flatMap((inner) => meantBy({ ...inner, path: [...issue.path, ...inner.path] })) ?? [
      issue,
    ]
  );
};

const errorsOf = (issue: z.core.$ZodIssue, content: unknown): readonly BrokenRule[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      code: 'unknown-field',
      path: pointerTo([...issue.path, name]),
      message: 'This member is not known here.',
    }));
  }
  const otherwise = valueAt(content, issue.path) === undefined ? MISSING : INVALID;
  return [{ ...(ruleBroken(issue) ?? otherwise), path: pointerTo(issue.path) }];
};

/** What was sent, a JSON object that the schema takes; refused with all that is wrong, never with a value. */
export const readBody = async (
  context: WebContext,
  schema: z.ZodType,
): Promise<Result<unknown> | UnreadBody> => {
  const read = schema === NO_BODY ? { content: undefined } : await readJson(context);
  if ('unread' in read) return read;
  const parsed = schema.safeParse(read.content);
  if (parsed.success) return { value: parsed.data };
  const errors = parsed.error.issues
    .flatMap(meantBy)
    .flatMap((issue) => errorsOf(issue, read.content));
  return { refusal: { problem: 'invalid-body', errors } };
};
