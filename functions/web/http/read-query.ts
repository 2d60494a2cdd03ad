import type * as z from 'zod';
import type { InvalidParameter } from '../../../shared/kernel/problem.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { pointerTo } from './pointer.ts';
import type { WebContext } from '../web-context.ts';

/** An empty parameter, as a blank field of a form sends it, counts as not given. */
const givenParameters = (context: WebContext): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(context.req.queries())
      .map(([name, values]) => [name, values.filter((value) => value !== '')] as const)
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );

const errorsOf = (issue: z.core.$ZodIssue, given: object): readonly InvalidParameter[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      code: 'unknown-parameter',
      path: pointerTo([name]),
      message: 'This parameter is not known here.',
    }));
  }
  const path = pointerTo(issue.path);
  if (!Object.hasOwn(given, issue.path[0] ?? '')) {
    return [{ code: 'missing-parameter', path, message: 'This parameter is needed.' }];
  }
  const message = 'The value cannot be used; see the OpenAPI document for what can.';
  return [{ code: 'invalid-value', path, message }];
};

/** The parameters of a request; refused when one is unknown or cannot be used. */
export const readQuery = (context: WebContext, schema: z.ZodType): Result<unknown> => {
  const given = givenParameters(context);
  const parsed = schema.safeParse(given);
  if (parsed.success) return { value: parsed.data };
  const errors = parsed.error.issues.flatMap((issue) => errorsOf(issue, given));
  return { refusal: { problem: 'invalid-parameters', errors } };
};
