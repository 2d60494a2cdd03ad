import * as z from 'zod';
import { isQuarter } from './rules/quarter.ts';
import { limitsSchema, notesSchema, weekPeriodSchema } from '../themes/picture.ts';
import { requestMembers } from '../kernel/work-fields.ts';
import { gssCodeSchema, instantSchema } from '../kernel/api-fields.ts';

const quarterSchema = z
  .string()
  .refine(isQuarter)
  .meta({
    description:
      'A quarter of a calendar year. Its weeks are the ISO weeks in London that have most of their days, which is their Thursday, in it.',
    examples: ['2026-Q4'],
  });

/** Which table to release. */
export const releaseBodySchema = z
  .strictObject({
    key: requestMembers.key,
    authority: gssCodeSchema,
    quarter: quarterSchema,
  })
  .meta({ id: 'ReleaseBody' });
export type ReleaseBody = z.infer<typeof releaseBodySchema>;

const listedMembers = {
  releaseId: z
    .string()
    .regex(/^rel-[0-9a-f]{32}$/)
    .meta({ description: 'Identity of a release.' }),
  authority: gssCodeSchema,
  quarter: quarterSchema,
  period: weekPeriodSchema,
  madeAt: instantSchema,
};

const countShownSchema = z.union([z.int().nonnegative(), z.literal('[c]')]).meta({
  id: 'CountShown',
  description:
    '`[c]`: confidential. Of too few children, or hidden so that others that are cannot be worked out; it may be 0.',
});

const percentSchema = z.int().min(0).max(100).nullable().meta({
  description:
    'Whole percent of the total of the locality, for totals of the grand total; null when either is hidden, or the total is 0.',
});

const figureSchema = z
  .object({ count: countShownSchema, percent: percentSchema })
  .meta({ id: 'ReleasedFigure' });

/** A table that may leave the authority. */
export const releaseViewSchema = z
  .object({
    ...listedMembers,
    threshold: z
      .int()
      .meta({ description: 'Fewer distinct children than this are shown nowhere.' }),
    harms: z
      .array(z.object({ harm: z.string(), label: z.string() }))
      .meta({ description: 'The columns, in the order of all `figures`.' }),
    localities: z.array(
      z.object({
        locality: z.string().meta({
          description:
            'Id of a locality; `unknown`: what nobody could place; `outside`: in no area of ours.',
        }),
        name: z.string(),
        figures: z.array(figureSchema).meta({ description: 'Distinct children, by harm.' }),
        total: figureSchema,
      }),
    ),
    totals: z.array(figureSchema).meta({ description: 'Of each harm; they add the figures up.' }),
    grandTotal: figureSchema.meta({ description: 'Always shown: without it there is no release.' }),
    limits: limitsSchema,
    notes: notesSchema,
  })
  .meta({ id: 'Release' });
export type ReleaseView = z.infer<typeof releaseViewSchema>;

/** Whose releases to list. */
export const listReleasesQuerySchema = z.strictObject({
  authority: gssCodeSchema
    .optional()
    .meta({ description: "One of the caller's authorities; without it, all of them." }),
});
export type ListReleasesQuery = z.infer<typeof listReleasesQuerySchema>;

/** Releases without their tables, the last one made first. */
export const releaseListSchema = z
  .object({
    items: z.array(
      z.object({
        ...listedMembers,
        latest: z
          .boolean()
          .meta({ description: 'No later one of the same weeks has taken its place.' }),
      }),
    ),
    limits: limitsSchema,
  })
  .meta({ id: 'ReleaseList' });
export type ReleaseListView = z.infer<typeof releaseListSchema>;
