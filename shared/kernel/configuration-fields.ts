import * as z from 'zod';

/** Name of a place, a team or a person. */
export const nameSchema = z.string().trim().min(1, { error: 'A name must not be empty.' });

/** Id that people give: of a locality, a team, a person, a level of the ladder. */
export const idSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: 'An id must have only small letters, digits and single hyphens between them.',
});

/** A rule of the configuration that is broken: where, and what to do. */
export interface ConfigurationProblem {
  readonly path: (string | number)[];
  readonly message: string;
}
