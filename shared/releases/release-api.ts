import * as z from 'zod';
import { gssCodeSchema, actionRequestFields } from '../kernel/api-fields.ts';
import { COUNTS_LIMITATIONS } from '../themes/statistics-fields.ts';
import { viewPeriod } from '../themes/parse-statistics-query.ts';
import { limitsSchema, notesSchema, weekPeriodSchema } from '../themes/statistics-fields.ts';
import { listedReleaseSchema, quarterSchema, type Release, releaseSchema } from './release.ts';

export const releaseBodySchema = z
  .strictObject({ key: actionRequestFields.key, authority: gssCodeSchema, quarter: quarterSchema })
  .meta({ id: 'ReleaseBody' });
export type ReleaseBody = z.infer<typeof releaseBodySchema>;

const countShownSchema = z.union([z.int().nonnegative(), z.literal('[c]')]).meta({
  id: 'CountShown',
  description:
    '`[c]` is confidential: the count is of too few children, or it would reveal such a count. It may be 0.',
});

const percentSchema = z.int().min(0).max(100).nullable().meta({
  description:
    'Whole percent of the total of the locality; for totals, of the grand total. Null when either is suppressed or the total is 0.',
});

const figureSchema = z
  .object({ count: countShownSchema, percent: percentSchema })
  .meta({ id: 'ReleasedFigure' });
type FigureView = z.infer<typeof figureSchema>;

const listedFields = {
  ...listedReleaseSchema.shape,
  releaseId: z.string().regex(/^rel-[0-9a-f]{32}$/),
  authority: gssCodeSchema,
  period: weekPeriodSchema,
};

export const releaseViewSchema = z
  .object({
    ...listedFields,
    threshold: releaseSchema.shape.threshold,
    harms: z
      .array(z.object({ harm: z.string(), label: z.string() }))
      .meta({ description: 'The columns, in the order of all `figures`.' }),
    localities: z.array(
      z.object({
        locality: z.string().meta({
          description:
            'Id of a locality. `unknown`: the locality is not known. `outside`: outside the areas covered here.',
        }),
        name: z.string(),
        figures: z.array(figureSchema).meta({ description: 'Distinct children by harm.' }),
        total: figureSchema,
      }),
    ),
    totals: z.array(figureSchema).meta({ description: 'By harm: the sum of its figures.' }),
    grandTotal: figureSchema.meta({ description: 'Always shown.' }),
    limits: limitsSchema,
    notes: notesSchema,
  })
  .meta({ id: 'Release' });
export type ReleaseView = z.infer<typeof releaseViewSchema>;

export const listReleasesQuerySchema = z.strictObject({
  authority: gssCodeSchema
    .optional()
    .meta({ description: "One of the caller's authorities. Without it, all of them." }),
});
export type ListReleasesQuery = z.infer<typeof listReleasesQuerySchema>;

export const releaseListSchema = z
  .object({
    items: z.array(
      z.object({
        ...listedFields,
        latest: z.boolean().meta({ description: 'No later release is of the same weeks.' }),
      }),
    ),
    limits: limitsSchema,
  })
  .meta({ id: 'ReleaseList' });
export type ReleaseListView = z.infer<typeof releaseListSchema>;

type Shown = Release['shown'][number];

const computePercent = (part: Shown, whole: Shown): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((100 * part) / whole);

const viewFigure = (shown: Shown, whole: Shown): FigureView => ({
  count: shown ?? '[c]',
  percent: computePercent(shown, whole),
});

const viewRow = (row: readonly Shown[], grandTotal: Shown) => {
  const total = row.at(-1) ?? null;
  return {
    figures: row.slice(0, -1).map((shown) => viewFigure(shown, total)),
    total: viewFigure(total, grandTotal),
  };
};

const writeNotes = (threshold: number): string[] => [
  `[c] means that a figure is confidential: it counts fewer than ${threshold} children, or it would reveal a figure that does. It may be 0.`,
  'Each child is counted once in each locality and harm, however often they disclosed it in the quarter. Totals add up these counts, so a child who disclosed 2 harms, or in 2 localities, is counted twice in a total.',
  'Percentages are whole numbers and use shown figures only: a harm as a share of the total of its locality, and a total as a share of the grand total.',
  'A later release of the same quarter also suppresses what an earlier one did, and what has changed by few children since. Do not add up releases of different quarters: a child may be in more than one.',
];

export const viewRelease = (release: Release): ReleaseView => {
  const { releaseId, authority, quarter, period, madeAt, threshold } = release;
  const { localities, harms, shown } = release;
  const width = harms.length + 1;
  const readRow = (row: number) =>
    viewRow(shown.slice(row * width, (row + 1) * width), shown.at(-1) ?? null);
  const totals = readRow(localities.length);
  return {
    releaseId,
    authority,
    quarter,
    period: viewPeriod(period),
    madeAt,
    threshold,
    harms: harms.map(({ code, label }) => ({ harm: code, label })),
    localities: localities.map(({ id, name }, row) => ({ locality: id, name, ...readRow(row) })),
    totals: totals.figures,
    grandTotal: totals.total,
    limits: COUNTS_LIMITATIONS,
    notes: writeNotes(threshold),
  };
};
