import * as z from 'zod';

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
