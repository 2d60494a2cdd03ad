import { type CellCounts, countCells, membersOf } from './cell.ts';
import type { ItemEvidence } from './item-evidence.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';

/** How many told of one harm. */
export interface HarmCount {
  readonly harm: string;
  readonly items: number;
  readonly children: number;
}

/** What was told of one thing: a place, a platform. */
export interface ToldOf {
  readonly counts: CellCounts;
  /** Most children first. */
  readonly harms: readonly HarmCount[];
  /** The first and the last week in which it was told of. */
  readonly firstWeek: IsoWeek;
  readonly lastWeek: IsoWeek;
}

const harmOf = ({ theme }: ItemEvidence): string | null =>
  theme.kind === 'harm' ? theme.harm : null;

const harmsOf = (evidence: readonly ItemEvidence[]): readonly HarmCount[] =>
  [...Map.groupBy(evidence, harmOf)]
    .flatMap(([harm, alike]) => {
      if (harm === null) return [];
      const { items, children } = countCells([membersOf(alike)]);
      return [{ harm, items, children }];
    })
    .sort((a, b) => b.children - a.children || b.items - a.items || (a.harm < b.harm ? -1 : 1));

/** Sums up what was told of one thing; null for no evidence. */
export const toldOf = (evidence: readonly ItemEvidence[]): ToldOf | null => {
  const weeks = evidence.map(({ week }) => week).sort();
  const [firstWeek, lastWeek] = [weeks[0], weeks.at(-1)];
  if (firstWeek === undefined || lastWeek === undefined) return null;
  const counts = countCells([membersOf(evidence)]);
  return { counts, harms: harmsOf(evidence), firstWeek, lastWeek };
};

/** Most children first, then most debriefs, then most items. */
export const compareTold = (a: ToldOf, b: ToldOf): number =>
  b.counts.children - a.counts.children ||
  b.counts.debriefs - a.counts.debriefs ||
  b.counts.items - a.counts.items;
