import * as z from 'zod';

/** Name of a place, a team or a person. */
export const nameSchema = z.string().trim().min(1, { error: 'A name must not be empty.' });

/** Id that people give: of a locality, a team, a person, a level of the ladder. */
export const idSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: 'An id is kebab-case: small letters, digits and single hyphens.',
});
