import type { Cell } from './cell.ts';
import { firstWeekRead, wholeWeeksFrom } from './tested-weeks.ts';
import { addWeeks, type IsoWeek } from '../kernel/iso-week.ts';
import type { ThemeReader } from './themes.ts';
import { ALL_WEEKS } from './all-weeks.ts';

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
  const from = firstWeekRead(present);
  const before = { authority, from: ALL_WEEKS.from, to: addWeeks(from, -1) };
  const earlier = await themes.pageEvidence({ ...before, after: null, limit: 1 });
  return earlier.items.length > 0 ? from : wholeWeeksFrom(cells);
};
