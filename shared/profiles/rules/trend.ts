import type { Evidence } from '../../themes/evidence.ts';
import type { Signal } from '../../signals/signal.ts';
import { formatThemeKey } from '../../themes/theme.ts';
import type { WeekPeriod } from '../../themes/week-period.ts';
import type { AuthorityProfile, ThemeLine } from '../authority-profile-api.ts';
import { type CellCounts, countDistinct, collectMembers } from '../../themes/cell.ts';
import { listWeeks } from '../../kernel/iso-week.ts';

const MOST_THEMES = 5;

export type SignalledTheme = Pick<Signal, 'harm' | 'context'>;

const chooseLeading = (
  themes: readonly ThemeLine[],
  signalled: readonly SignalledTheme[],
): readonly ThemeLine[] => {
  const isSignalled = ({ harm, context }: ThemeLine): boolean =>
    signalled.some((signal) => signal.harm === harm && signal.context === context);
  return [...themes.filter(isSignalled), ...themes.filter((theme) => !isSignalled(theme))].slice(
    0,
    MOST_THEMES,
  );
};

export const countTrend = (
  evidence: readonly Evidence[],
  themes: readonly ThemeLine[],
  signalled: readonly SignalledTheme[],
  period: WeekPeriod,
): AuthorityProfile['trend'] => {
  const whole = countWeeks(evidence, period);
  const byTheme = Map.groupBy(evidence, ({ theme }) => formatThemeKey(theme));
  return {
    weeks: listWeeks(period.from, period.to),
    children: whole.map(({ children }) => children),
    debriefs: whole.map(({ debriefs }) => debriefs),
    themes: chooseLeading(themes, signalled).map(({ harm, context, label }) => {
      const disclosed = byTheme.get(formatThemeKey({ kind: 'harm', harm, context })) ?? [];
      return {
        harm,
        context,
        label,
        children: countWeeks(disclosed, period).map(({ children }) => children),
      };
    }),
  };
};

export const countWeeks = (
  evidence: readonly Evidence[],
  { from, to }: WeekPeriod,
): readonly CellCounts[] => {
  const byWeek = Map.groupBy(evidence, ({ week }) => week);
  return listWeeks(from, to).map((week) => countDistinct([collectMembers(byWeek.get(week) ?? [])]));
};
