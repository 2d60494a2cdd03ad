import type { ReleaseView } from './release-api.ts';
import type { Release } from './rules/release.ts';
import { releaseNotes } from './rules/release-notes.ts';
import { COUNTS_CANNOT_TELL } from '../themes/limits.ts';
import { viewPeriod } from '../themes/period-asked.ts';

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
