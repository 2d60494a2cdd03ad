import type { Comparison } from '../authority-profile-api.ts';
import { countDistinct, collectMembers } from '../../themes/cell.ts';
import type { Evidence } from '../../themes/evidence.ts';
import { addWeeks, type IsoWeek } from '../../kernel/iso-week.ts';
import { isInPeriod, findPreviousPeriod, type WeekPeriod } from '../../themes/week-period.ts';

export interface TwoQuarters<Piece extends Evidence = Evidence> {
  readonly now: readonly Piece[];
  readonly before: readonly Piece[];
}

export const compareQuarters = ({ now, before }: TwoQuarters): Comparison => {
  const counts = {
    now: countDistinct([collectMembers(now)]),
    before: countDistinct([collectMembers(before)]),
  };
  return {
    ...counts,
    difference: describeDifference(counts.now.children, counts.before.children),
  };
};

const compareLines = (a: [string, Comparison], b: [string, Comparison]): number =>
  b[1].now.children - a[1].now.children ||
  b[1].before.children - a[1].before.children ||
  b[1].now.items - a[1].now.items ||
  (a[0] < b[0] ? -1 : 1);

export const compareByName = <Piece extends Evidence>(
  { now, before }: TwoQuarters<Piece>,
  findName: (piece: Piece) => string | null,
): readonly (readonly [name: string, Comparison])[] => {
  const nowBy = Map.groupBy(now, findName);
  const beforeBy = Map.groupBy(before, findName);
  return [...new Set([...nowBy.keys(), ...beforeBy.keys()])]
    .filter((name) => name !== null)
    .map((name): [string, Comparison] => [
      name,
      compareQuarters({ now: nowBy.get(name) ?? [], before: beforeBy.get(name) ?? [] }),
    ])
    .sort(compareLines);
};

/** In words, because a percentage of a small number misleads (house rule). */
export const describeDifference = (now: number, before: number): string => {
  if (now === before) return now === 0 ? 'none in either' : 'as many';
  if (before === 0) return 'new: none before';
  if (now === 0) return 'none now';
  return now > before ? `${now - before} more` : `${before - now} fewer`;
};

/** Whole weeks, so that both quarters have each weekday equally often. */
const QUARTER_WEEKS = 13;

export interface ProfileWeeks {
  readonly quarter: WeekPeriod;
  readonly before: WeekPeriod;
  readonly both: WeekPeriod;
}

export const chooseWeeks = (to: IsoWeek): ProfileWeeks => {
  const quarter = { from: addWeeks(to, 1 - QUARTER_WEEKS), to };
  const before = findPreviousPeriod(quarter);
  return { quarter, before, both: { from: before.from, to } };
};

export const splitByQuarter = (
  evidence: readonly Evidence[],
  { quarter, before }: ProfileWeeks,
): TwoQuarters => ({
  now: evidence.filter(({ week }) => isInPeriod(week, quarter)),
  before: evidence.filter(({ week }) => isInPeriod(week, before)),
});
