import * as z from 'zod';
import { isQuarter } from './rules/quarter.ts';
import { requestMembers } from '../kernel/work-fields.ts';
import { gssCodeSchema, instantSchema } from '../kernel/api-fields.ts';
import type { Release } from './release.ts';
import {
  limitsSchema,
  notesSchema,
  weekPeriodSchema,
  COUNTS_CANNOT_TELL,
} from '../themes/statistics-fields.ts';
import { viewPeriod } from '../themes/parse-statistics-query.ts';

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

type Shown = number | null;

type FigureView = ReleaseView['grandTotal'];

const percentOf = (part: Shown, whole: Shown): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((100 * part) / whole);

const viewFigure = (shown: Shown, whole: Shown): FigureView => ({
  count: shown ?? '[c]',
  percent: percentOf(shown, whole),
});

/** A row: its figures against their own total, and that against the grand total. */
const viewRow = (row: readonly Shown[], grandTotal: Shown) => {
  const total = row.at(-1) ?? null;
  return {
    figures: row.slice(0, -1).map((shown) => viewFigure(shown, total)),
    total: viewFigure(total, grandTotal),
  };
};

/** A release as it leaves the authority: who made it stays inside. */
export const viewRelease = (release: Release): ReleaseView => {
  const { releaseId, authority, quarter, period, madeAt, threshold } = release;
  const { localities, harms, shown } = release;
  const width = harms.length + 1;
  const rowAt = (row: number) =>
    viewRow(shown.slice(row * width, (row + 1) * width), shown.at(-1) ?? null);
  const totals = rowAt(localities.length);
  return {
    releaseId,
    authority,
    quarter,
    period: viewPeriod(period),
    madeAt,
    threshold,
    harms: harms.map(({ code, label }) => ({ harm: code, label })),
    localities: localities.map(({ id, name }, row) => ({ locality: id, name, ...rowAt(row) })),
    totals: totals.figures,
    grandTotal: totals.total,
    limits: COUNTS_CANNOT_TELL,
    notes: [...releaseNotes(threshold)],
  };
};

/** How a release is to be read: it goes with every one of them. */
export const releaseNotes = (threshold: number): readonly string[] => [
  `[c] stands for a figure that is confidential. It is hidden because it is of fewer than ${threshold} children, or so that others that are cannot be worked out from it. It tells nothing of the figure, which may be 0.`,
  'A child is counted once in each locality and harm, however often they told of it in the quarter. Totals add these up: a child who told of two harms, or of two localities, is in a total twice.',
  'Percentages are of figures that are shown, in whole numbers: of a harm in a locality, of the total of the locality; of a total, of the grand total.',
  'A later release of the same quarter also hides what an earlier one hid, and what has changed by few since. Releases of different quarters are not to be added: a child may be in several.',
];
