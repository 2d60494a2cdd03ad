import type { Cell } from './cell.ts';
import { addWeeks, type IsoWeek } from '../kernel/iso-week.ts';
import { WEEKS_TO_COMPARE } from './recent.ts';
import type { ThemeReader } from './theme-store.ts';
import { ALL_WEEKS } from './week-period.ts';

/** A baseline of C2: so many whole weeks go before the week that is tested. */
const WEEKS_BEFORE = 9;

/** The last whole week, which late entries still change, and the present one, which may be above the bound already. */
export const listTestedWeeks = (present: IsoWeek): readonly IsoWeek[] => [
  addWeeks(present, -1),
  present,
];

/** The first week of which a run reads the cells: one more than the last whole week is compared with. */
export const findFirstWeekToRead = (present: IsoWeek): IsoWeek =>
  addWeeks(present, -1 - WEEKS_TO_COMPARE);

/**
 * The first whole week in which anything could be recorded: the one after that of the first cell, which may have begun
 * late in its week. Null without any.
 */
export const findFirstWholeWeek = (cells: readonly Pick<Cell, 'week'>[]): IsoWeek | null => {
  const [first] = cells.map(({ week }) => week).sort();
  return first === undefined ? null : addWeeks(first, 1);
};

/** First week of the baselines of a tested week. */
export const findBaselineStart = (week: IsoWeek): IsoWeek => addWeeks(week, -WEEKS_BEFORE);

/** Whether so many whole weeks were recorded that a week can be tested. */
export const isTestable = (week: IsoWeek, since: IsoWeek | null): boolean =>
  since !== null && since <= findBaselineStart(week);

/** An authority's cells from `firstWeekRead` of the present week on, or from earlier. */
interface CellsRead {
  readonly authority: string;
  readonly present: IsoWeek;
  readonly cells: readonly Cell[];
}

/**
 * The first whole week of these in which anything could be recorded: all of them when there is evidence of before, else
 * the week after the first cell. Null when nothing is recorded at all.
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
