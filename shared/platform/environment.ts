import * as z from 'zod';

/** Variables by name, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings of a function from its environment. Throws one error that names every variable
 * that is missing or unusable, so that a deployment is put right once; values are never shown.
 */
export const parseEnvironment = <Settings>(
  schema: z.ZodType<Settings>,
  environment: Environment,
): Settings => {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new Error(`The environment cannot be used: ${describeIssues(parsed.error, environment)}`);
};

/** A variable of the environment that must be there and not be empty. */
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

/** The variable with the URL of each force's reply queue, as JSON by GSS code. */
export const replyQueuesVariable = z
  .string()
  .transform(readJson)
  .pipe(z.record(z.string(), z.string()));
