import * as z from 'zod';

/** Members of every body by which somebody does something to a task. */
export const requestMembers = {
  key: z
    .string()
    .regex(/^[\x21-\x7e]{8,128}$/)
    .meta({ description: 'Made by the client: sent again under the same key, it is done once.' }),
  taskVersion: z.int().min(0).meta({
    description: 'Of the task as it was read; when it has changed since, the answer is `stale`.',
  }),
};

export const actionIdSchema = z
  .string()
  .regex(/^act-[0-9a-f]{32}$/)
  .meta({ description: 'Identity of something that was done to a task.' });

/** A moment that somebody tells. The rules read it, so that each mistake gets its own code. */
export const momentSchema = z
  .string()
  .max(64)
  .meta({
    description: 'RFC 3339 with an offset; without one it is refused as ambiguous.',
    examples: ['2026-11-20T16:30:00Z'],
  });

export const happenedAtSchema = momentSchema
  .optional()
  .meta({ description: 'RFC 3339 with an offset, not in the future; without it, now.' });

/** Free text. It is kept apart from all codes, and no list shows it. */
export const textSchema = z.string().trim().min(1).max(5000);

/** Nothing is overwritten: a correction is a new action that names the one it takes the place of. */
export const correctionMembers = {
  corrects: actionIdSchema.optional(),
  correctionReason: textSchema.optional().meta({ description: 'Why; needed with `corrects`.' }),
};
