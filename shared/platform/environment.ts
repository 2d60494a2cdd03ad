import * as z from 'zod';
import { FaultError } from '../kernel/fault-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Throws one error that names every variable that is missing or invalid. It never shows a value.
 */
export const parseEnvironment = <Settings>(
  schema: z.ZodType<Settings>,
  environment: Environment,
): Settings => {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new FaultError(
    'settings',
    `The environment cannot be used: ${describeIssues(parsed.error, environment)}`,
  );
};

export const requiredVariable = z.string().min(1);

const describeIssues = (error: z.ZodError, environment: Environment): string =>
  error.issues
    .map(({ path }) => path.join('.'))
    .map((name) => `${name} is ${environment[name] === undefined ? 'missing' : 'unusable'}`)
    .join('; ');

const readJson = (text: string, context: z.core.$RefinementCtx<string>): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
};

/** JSON: force code to the URL of its reply queue. */
export const replyQueuesVariable = z
  .string()
  .transform(readJson)
  .pipe(z.record(z.string(), z.string()));
