import { type Cell, type CellConfidence, type CellCounts, countCells } from './cell.ts';

/** What was counted, held against the period of the same length right before. */
export interface ThemeFigures {
  readonly counts: CellCounts;
  /** Confidences that nobody stated are left out. A child may stand under several. */
  readonly byConfidence: Readonly<Partial<Record<CellConfidence, CellCounts>>>;
  readonly before: CellCounts;
  /** Now less before; never a percentage of a small number (house rule). */
  readonly difference: CellCounts;
  /** Told of now, and not once in the period before. */
  readonly isNew: boolean;
}

const countByConfidence = (cells: readonly Cell[]): ThemeFigures['byConfidence'] => {
  const all = cells.flatMap(({ byConfidence }) => Object.entries(byConfidence));
  return Object.fromEntries(
    [...Map.groupBy(all, ([confidence]) => confidence)].map(([confidence, alike]) => [
      confidence,
      countCells(alike.map(([, members]) => members)),
    ]),
  );
};

const lessBefore = (now: CellCounts, before: CellCounts): CellCounts => ({
  items: now.items - before.items,
  debriefs: now.debriefs - before.debriefs,
  children: now.children - before.children,
  places: now.places - before.places,
});

/** Counts cells of a period, and those of the period before; each child, debrief and place once. */
export const figuresOf = (cells: readonly Cell[], cellsBefore: readonly Cell[]): ThemeFigures => {
  const counts = countCells(cells);
  const before = countCells(cellsBefore);
  return {
    counts,
    byConfidence: countByConfidence(cells),
    before,
    difference: lessBefore(counts, before),
    isNew: counts.items > 0 && before.items === 0,
  };
};
