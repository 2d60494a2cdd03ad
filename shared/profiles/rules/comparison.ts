import { type CellCounts, countDistinct, collectMembers } from '../../themes/cell.ts';
import type { Evidence } from '../../themes/evidence.ts';
import { addWeeks, type IsoWeek } from '../../kernel/iso-week.ts';
import { isInPeriod, findPreviousPeriod, type WeekPeriod } from '../../themes/week-period.ts';

/** What some evidence of a quarter counts, against that of the quarter before. */
export interface Comparison {
  readonly now: CellCounts;
  readonly before: CellCounts;
  /** Of distinct children, in words. */
  readonly difference: string;
}

/** Evidence of two quarters, apart. */
export interface TwoQuarters<Piece extends Evidence = Evidence> {
  readonly now: readonly Piece[];
  readonly before: readonly Piece[];
}

/** Counts both quarters; each child, debrief and place once in each. */
export const compareQuarters = ({ now, before }: TwoQuarters): Comparison => {
  const counts = {
    now: countDistinct([collectMembers(now)]),
    before: countDistinct([collectMembers(before)]),
  };
  return {
    ...counts,
    difference: differenceInWords(counts.now.children, counts.before.children),
  };
};

/** Most children now first, then most children before, then most items now, then by name. */
const compareLines = (a: [string, Comparison], b: [string, Comparison]): number =>
  b[1].now.children - a[1].now.children ||
  b[1].before.children - a[1].before.children ||
  b[1].now.items - a[1].now.items ||
  (a[0] < b[0] ? -1 : 1);

/**
 * Compares what has the same name; evidence without one (null) is left out. What nobody told of any more stands there
 * with zeros.
 */
export const compareBy = <Piece extends Evidence>(
  { now, before }: TwoQuarters<Piece>,
  nameOf: (piece: Piece) => string | null,
): readonly (readonly [name: string, Comparison])[] => {
  const nowBy = Map.groupBy(now, nameOf);
  const beforeBy = Map.groupBy(before, nameOf);
  return [...new Set([...nowBy.keys(), ...beforeBy.keys()])]
    .filter((name) => name !== null)
    .map((name): [string, Comparison] => [
      name,
      compareQuarters({ now: nowBy.get(name) ?? [], before: beforeBy.get(name) ?? [] }),
    ])
    .sort(compareLines);
};

/**
 * How a count differs from the one before, in words: never a percentage of a small number (house rule). `3 more`,
 * `2 fewer`, `as many`, `new: none before`, `none now`.
 */
export const differenceInWords = (now: number, before: number): string => {
  if (now === before) return now === 0 ? 'none in either' : 'as many';
  if (before === 0) return 'new: none before';
  if (now === 0) return 'none now';
  return now > before ? `${now - before} more` : `${before - now} fewer`;
};

/** A quarter of a year in whole weeks: so both quarters have every weekday equally often. */
const QUARTER_WEEKS = 13;

/** The weeks of a profile: the quarter, the one before it, and both together. */
export interface ProfileWeeks {
  readonly quarter: WeekPeriod;
  readonly before: WeekPeriod;
  readonly both: WeekPeriod;
}

/** The weeks of a profile whose last week is `to`. */
export const profileWeeks = (to: IsoWeek): ProfileWeeks => {
  const quarter = { from: addWeeks(to, 1 - QUARTER_WEEKS), to };
  const before = findPreviousPeriod(quarter);
  return { quarter, before, both: { from: before.from, to } };
};

/** Evidence by the quarter in which it was told; what was told in neither is left out. */
export const byQuarter = (
  evidence: readonly Evidence[],
  { quarter, before }: ProfileWeeks,
): TwoQuarters => ({
  now: evidence.filter(({ week }) => isInPeriod(week, quarter)),
  before: evidence.filter(({ week }) => isInPeriod(week, before)),
});
