import type * as z from 'zod';
import type { ParameterError } from '../../shared/contracts/api/problem.ts';
import type { Answer } from '../../shared/use-cases/read/answer.ts';
import type { WebContext } from './web-context.ts';

/** An empty parameter, as a blank field of a form sends it, counts as not given. */
const givenParameters = (context: WebContext): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(context.req.queries())
      .map(([name, values]) => [name, values.filter((value) => value !== '')] as const)
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const errorsOf = (issue: z.core.$ZodIssue): readonly ParameterError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      code: 'unknown-parameter',
      path: pointer([name]),
      message: 'This parameter is not known here.',
    }));
  }
  const message = 'The value cannot be used; see the OpenAPI document for what can.';
  return [{ code: 'invalid-value', path: pointer(issue.path), message }];
};

/** The parameters of a request; refused when one is unknown or cannot be used. */
export const readQuery = <Query>(context: WebContext, schema: z.ZodType<Query>): Answer<Query> => {
  const parsed = schema.safeParse(givenParameters(context));
  if (parsed.success) return { answer: parsed.data };
  const errors = parsed.error.issues.flatMap((issue) => errorsOf(issue));
  return { refusal: { problem: 'invalid-parameters', errors } };
};
