import type { Cell } from './cell.ts';
import { addWeeks, type IsoWeek } from '../kernel/iso-week.ts';
import { WEEKS_TO_COMPARE } from './recent.ts';
import type { ThemeReader } from './theme-store.ts';
import { ALL_WEEKS } from './week-period.ts';

/** Whole weeks before a tested week that the baseline of C2 needs. */
const WEEKS_BEFORE = 9;

/**
 * The last whole week, because late entries still change it, and the present one, which may already be above the
 * bound.
 */
export const listTestedWeeks = (present: IsoWeek): readonly IsoWeek[] => [
  addWeeks(present, -1),
  present,
];

/** One week more than the last whole week is compared with. */
export const findFirstWeekToRead = (present: IsoWeek): IsoWeek =>
  addWeeks(present, -1 - WEEKS_TO_COMPARE);

/** The week after that of the first cell, which may have started during its week. Null without cells. */
export const findFirstWholeWeek = (cells: readonly Pick<Cell, 'week'>[]): IsoWeek | null => {
  const [first] = cells.map(({ week }) => week).sort();
  return first === undefined ? null : addWeeks(first, 1);
};

export const findBaselineStart = (week: IsoWeek): IsoWeek => addWeeks(week, -WEEKS_BEFORE);

export const isTestable = (week: IsoWeek, since: IsoWeek | null): boolean =>
  since !== null && since <= findBaselineStart(week);

interface CellsRead {
  readonly authority: string;
  readonly present: IsoWeek;
  readonly cells: readonly Cell[];
}

/**
 * The first of these weeks if there is earlier evidence, else the week after the first cell. Null if nothing is
 * recorded.
 */
export const readRecordedSince = async (
  themes: Pick<ThemeReader, 'pageEvidence'>,
  { authority, present, cells }: CellsRead,
): Promise<IsoWeek | null> => {
  const from = findFirstWeekToRead(present);
  const before = { authority, from: ALL_WEEKS.from, to: addWeeks(from, -1) };
  const earlier = await themes.pageEvidence({ ...before, after: null, limit: 1 });
  return earlier.items.length > 0 ? from : findFirstWholeWeek(cells);
};
