import type { Evidence } from '../../themes/evidence.ts';
import type { Signal } from '../../signals/signal.ts';
import { formatThemeKey } from '../../themes/theme.ts';
import type { WeekPeriod } from '../../themes/week-period.ts';
import type { ThemeLine } from './picture-lines.ts';
import { type CellCounts, countDistinct, collectMembers } from '../../themes/cell.ts';
import { type IsoWeek, listWeeks } from '../../kernel/iso-week.ts';

/** As many as can be read beside each other. */
const LEADING = 5;

/** What a signal is about; the context is null when it is about a harm in all of them. */
export type SignalledTheme = Pick<Signal, 'harm' | 'context'>;

/** Week by week: one number for each of `weeks`. */
export interface PictureTrend {
  readonly weeks: readonly IsoWeek[];
  /** Distinct ones in each week, of any theme. */
  readonly children: readonly number[];
  readonly debriefs: readonly number[];
  readonly themes: readonly (Pick<ThemeLine, 'harm' | 'context' | 'label'> & {
    readonly children: readonly number[];
  })[];
}

/** Themes that a signal is about lead, then those that most children told of. */
const leadingOf = (
  themes: readonly ThemeLine[],
  signalled: readonly SignalledTheme[],
): readonly ThemeLine[] => {
  const isSignalled = ({ harm, context }: ThemeLine): boolean =>
    signalled.some((signal) => signal.harm === harm && signal.context === context);
  return [...themes.filter(isSignalled), ...themes.filter((theme) => !isSignalled(theme))].slice(
    0,
    LEADING,
  );
};

/** The weeks of both quarters, with the leading themes. */
export const pictureTrend = (
  evidence: readonly Evidence[],
  themes: readonly ThemeLine[],
  signalled: readonly SignalledTheme[],
  period: WeekPeriod,
): PictureTrend => {
  const whole = weeklyCounts(evidence, period);
  const byTheme = Map.groupBy(evidence, ({ theme }) => formatThemeKey(theme));
  return {
    weeks: listWeeks(period.from, period.to),
    children: whole.map(({ children }) => children),
    debriefs: whole.map(({ debriefs }) => debriefs),
    themes: leadingOf(themes, signalled).map(({ harm, context, label }) => {
      const told = byTheme.get(formatThemeKey({ kind: 'harm', harm, context })) ?? [];
      return {
        harm,
        context,
        label,
        children: weeklyCounts(told, period).map(({ children }) => children),
      };
    }),
  };
};

/** The counts of every week of a period, in their order; zeros for a week in which nothing was told. */
export const weeklyCounts = (
  evidence: readonly Evidence[],
  { from, to }: WeekPeriod,
): readonly CellCounts[] => {
  const byWeek = Map.groupBy(evidence, ({ week }) => week);
  return listWeeks(from, to).map((week) => countDistinct([collectMembers(byWeek.get(week) ?? [])]));
};
