import type { DetectionSettings } from '../../directory/settings.ts';
import { countRecent, type Recent, RECENT_WEEKS } from '../../themes/recent.ts';
import { earsC1, earsC2, isAlarm, calculateZ } from '../../themes/statistics/ears.ts';
import type { EarsFiguresKnown } from './alarm.ts';
import { describeTheme } from '../../themes/statistics/sentence.ts';
import type { SentenceLabels } from '../../themes/labels.ts';
import type { Cell } from '../../themes/cell.ts';
import { type IsoWeek, listWeeks } from '../../kernel/iso-week.ts';
import { formatThemeKey } from '../../themes/theme.ts';
import { type Evidence, countThroughCarers } from '../../themes/evidence.ts';
import { findBaselineStart } from '../../themes/baseline-weeks.ts';

/** A week of a theme in a locality that lies above the bound of C2. */
export interface AlarmedWeek extends Pick<ThemeSeries, 'locality' | 'harm' | 'context'> {
  readonly week: IsoWeek;
  readonly figures: EarsFiguresKnown;
  readonly weeks: Recent['weeks'];
}

/** Below this a chance is none: no table keeps such numbers, and nobody could tell them apart. */
const NO_CHANCE = 1e-100;

/**
 * Holds one week of a series against the weeks before it; null when it does not alarm. C2 decides, because its baseline
 * ends two weeks earlier: what emerges slowly does not raise its own bound. C1 stands beside it.
 */
export const testWeek = (
  series: ThemeSeries,
  week: IsoWeek,
  since: IsoWeek,
  settings: DetectionSettings,
): AlarmedWeek | null => {
  const counts = countChildren(series, findBaselineStart(week), week);
  const at = counts.length - 1;
  const bounds = { z: calculateZ(settings.errorLevel), smallestSigma: settings.smallestSigma };
  const [c1, c2] = [earsC1(counts, at, bounds), earsC2(counts, at, bounds)];
  const count = counts[at] ?? 0;
  const counted = { count, children: count };
  if (c1 === null || c2 === null || !isAlarm(c2, counted, settings)) return null;
  const { children, usual, exceedance, weeks } = countRecent(series.cells, week, since);
  const { locality, harm, context } = series;
  const figures = {
    method: 'ears' as const,
    count,
    c1: { bound: c1.bound, alarm: isAlarm(c1, counted, settings) },
    c2: { bound: c2.bound, alarm: true },
    recent: children,
    usual,
    exceedance: exceedance === null || exceedance >= NO_CHANCE ? exceedance : 0,
  };
  return { locality, harm, context, week, figures, weeks };
};

/** An alarmed week in plain words. */
export const tellWeek = (
  { locality, harm, context, figures }: AlarmedWeek,
  evidence: readonly Evidence[],
  { findPhrase, findLocalityName }: SentenceLabels,
): string =>
  describeTheme({
    children: figures.recent,
    harm: findPhrase('harm', harm),
    context: findPhrase('context', context),
    locality: findLocalityName(locality),
    weeks: RECENT_WEEKS,
    usual: figures.usual,
    exceedance: figures.exceedance,
    throughCarers: countThroughCarers(evidence),
  });

/** All that was told of a harm in a context in one locality, by weeks. */
export interface ThemeSeries {
  readonly locality: string;
  readonly harm: string;
  readonly context: string;
  readonly cells: readonly Cell[];
}

const seriesOf = (cells: readonly Cell[]): readonly ThemeSeries[] => {
  const [first] = cells;
  if (first?.theme.kind !== 'harm') return [];
  const { harm, context } = first.theme;
  return [{ locality: first.locality, harm, context, cells }];
};

/** The series of themes with any evidence, by locality and theme. Push and pull factors are none. */
export const groupSeries = (cells: readonly Cell[]): readonly ThemeSeries[] =>
  [...Map.groupBy(cells, ({ locality, theme }) => `${locality} ${formatThemeKey(theme)}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, alike]) => seriesOf(alike));

/** Distinct children of each week, first and last included; 0 where nobody told of it. */
export const countChildren = (
  { cells }: ThemeSeries,
  from: IsoWeek,
  to: IsoWeek,
): readonly number[] => {
  const children = new Map(cells.map((cell) => [cell.week, cell.children.length]));
  return listWeeks(from, to).map((week) => children.get(week) ?? 0);
};
