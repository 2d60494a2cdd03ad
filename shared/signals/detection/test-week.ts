import type { DetectionSettings } from '../../directory/settings.ts';
import { countRecent, type Recent, RECENT_WEEKS } from '../../themes/recent.ts';
import { computeEarsC1, computeEarsC2, isAlarm, calculateZ } from '../../themes/statistics/ears.ts';
import type { DroppedEarsFigures } from '../signal.ts';
import { describeTheme } from '../../themes/statistics/sentence.ts';
import type { SentenceLabels } from '../../themes/labels.ts';
import type { Cell } from '../../themes/cell.ts';
import { type IsoWeek, listWeeks } from '../../kernel/iso-week.ts';
import { formatThemeKey } from '../../themes/theme.ts';
import { type Evidence, countThroughCarers } from '../../themes/evidence.ts';
import { findBaselineStart } from '../../themes/baseline-weeks.ts';

export interface AlarmedWeek extends Pick<ThemeSeries, 'locality' | 'harm' | 'context'> {
  readonly week: IsoWeek;
  readonly figures: DroppedEarsFigures;
  readonly weeks: Recent['weeks'];
}

/** DynamoDB does not store smaller numbers, so they become 0. */
const SMALLEST_PROBABILITY = 1e-100;

/**
 * Compares one week with the weeks before; null without an alarm. C2 decides: its baseline ends 2 weeks earlier, so a slow
 * rise does not raise its own bound. C1 is for information.
 */
export const testWeek = (
  series: ThemeSeries,
  week: IsoWeek,
  since: IsoWeek,
  settings: DetectionSettings,
): AlarmedWeek | null => {
  const counts = listWeeklyChildren(series, findBaselineStart(week), week);
  const at = counts.length - 1;
  const bounds = { z: calculateZ(settings.errorLevel), smallestSigma: settings.smallestSigma };
  const [c1, c2] = [computeEarsC1(counts, at, bounds), computeEarsC2(counts, at, bounds)];
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
    exceedance: exceedance === null || exceedance >= SMALLEST_PROBABILITY ? exceedance : 0,
  };
  return { locality, harm, context, week, figures, weeks };
};

export const writeWeekSentence = (
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

export interface ThemeSeries {
  readonly locality: string;
  readonly harm: string;
  readonly context: string;
  readonly cells: readonly Cell[];
}

const buildSeries = (cells: readonly Cell[]): readonly ThemeSeries[] => {
  const [first] = cells;
  if (first?.theme.kind !== 'harm') return [];
  const { harm, context } = first.theme;
  return [{ locality: first.locality, harm, context, cells }];
};

export const groupSeries = (cells: readonly Cell[]): readonly ThemeSeries[] =>
  [...Map.groupBy(cells, ({ locality, theme }) => `${locality} ${formatThemeKey(theme)}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, alike]) => buildSeries(alike));

export const listWeeklyChildren = (
  { cells }: ThemeSeries,
  from: IsoWeek,
  to: IsoWeek,
): readonly number[] => {
  const children = new Map(cells.map((cell) => [cell.week, cell.children.length]));
  return listWeeks(from, to).map((week) => children.get(week) ?? 0);
};
