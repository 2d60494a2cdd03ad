import * as z from 'zod';

export const nameSchema = z.string().trim().min(1, { error: 'A name must not be empty.' });

export const idSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: 'An id must have only lowercase letters, digits and single hyphens between them.',
});

export interface ConfigurationProblem {
  readonly path: (string | number)[];
  readonly message: string;
}
