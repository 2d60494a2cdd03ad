import * as z from 'zod';

export const gssCodeSchema = z
  .string()
  .regex(/^[A-Z]\d{8}$/)
  .meta({
    description: 'GSS code of a police force or local authority.',
    examples: ['E10000020', 'E23000024'],
  });

export const episodeIdSchema = z
  .string()
  .regex(/^ep-[0-9a-f]{32}(-[0-9a-f]{12})?$/)
  .meta({ description: 'Id of an episode, derived from its force and reference.' });

export const taskIdSchema = z
  .string()
  .regex(/^rhi-[0-9a-f]{32}(-[0-9a-f]{12})?$/)
  .meta({ description: 'Id of the return home interview task of an episode.' });

export const childIdSchema = z.string().meta({
  description: 'Id of a child in this service. It does not identify the child outside it.',
});

export const matchIdSchema = z
  .string()
  .max(256)
  .meta({ description: 'Id of a match: the ids of the two children, joined by a full stop.' });

export const notificationIdSchema = z
  .string()
  .meta({ description: 'Id that the force gave to the notification.' });

export const referenceSchema = z.string().meta({
  description: 'Missing person reference of the force.',
  examples: ['NC-2026-004512'],
});

export const localitySchema = z
  .string()
  .nullable()
  .meta({ description: 'Id of a locality of the authority; null when not known.' });
export const actionRequestFields = {
  key: z
    .string()
    .regex(/^[\x21-\x7e]{8,128}$/)
    .meta({
      description:
        'Idempotency key that the client makes: if you send the same request again, it is recorded once.',
    }),
  taskVersion: z.int().min(0).meta({
    description:
      'Version of the task that you read. If the task has changed since, you get `stale`.',
  }),
};

export const actionIdSchema = z
  .string()
  .regex(/^act-[0-9a-f]{32}$/)
  .meta({ description: 'Id of an action on a task.' });

/** A string, so that the rules can parse it and each mistake gets its own code. */
export const timeInputSchema = z
  .string()
  .max(64)
  .meta({
    description: 'Date and time in RFC 3339 format, with an offset.',
    examples: ['2026-11-20T16:30:00Z'],
  });

export const happenedAtSchema = timeInputSchema.optional().meta({
  description:
    'Date and time in RFC 3339 format, with an offset, not in the future. If you leave it out: now, or the time of what you correct.',
});

/** Free text is stored apart from codes. No list shows it. */
export const textSchema = z.string().trim().min(1).max(5000);

/** Nothing is overwritten. A correction is a new action that names the one it replaces. */
export const correctionFields = {
  corrects: actionIdSchema.optional(),
  correctionReason: textSchema.optional().meta({ description: 'Required with `corrects`.' }),
};

export const authorityQuerySchema = gssCodeSchema
  .optional()
  .meta({ description: "One of the caller's authorities; without it, all of them." });
