import * as z from 'zod';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import type { Immutable } from '../kernel/immutable.ts';
import { instantSchema } from '../kernel/instant.ts';
import { weekSchema } from '../themes/statistics-fields.ts';
import type { SuppressedTable } from './rules/grid.ts';
import { isQuarter } from './rules/quarter.ts';

export const quarterSchema = z
  .string()
  .refine(isQuarter)
  .meta({
    description:
      'A quarter of a calendar year. An ISO week in London belongs to the quarter of its Thursday.',
    examples: ['2026-Q4'],
  });

export const listedReleaseSchema = z.object({
  releaseId: z.string(),
  quarter: quarterSchema,
  period: z.object({ from: weekSchema, to: weekSchema }),
  madeAt: instantSchema,
});
export type ListedRelease = Immutable<z.infer<typeof listedReleaseSchema>>;

/** A table that may leave the authority, as it is shown. It is never changed. */
export const releaseSchema = listedReleaseSchema.extend({
  authority: gssCodeSchema,
  madeBy: z.string(),
  threshold: z.int().meta({
    description: 'Counts of fewer distinct children than this are never shown.',
  }),
  localities: z.array(z.object({ id: z.string(), name: z.string() })),
  harms: z.array(z.object({ code: z.string(), label: z.string() })),
  /** Row by row, each with its total, the totals row last. Null is suppressed and shown as `[c]`. */
  shown: z.array(z.number().nullable()),
});
export type Release = Immutable<z.infer<typeof releaseSchema>>;

export const listShownFigures = ({ counts, suppressed }: SuppressedTable): Release['shown'] =>
  counts.map((count, figure) => (suppressed.has(figure) ? null : count));
