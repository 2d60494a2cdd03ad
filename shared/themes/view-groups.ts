import type { ThemesQuery, ThemesView } from './themes-api.ts';
import type { ThemeFigures } from './theme-figures.ts';
import type { GroupFigures, ThemeGroup } from './theme-groups.ts';
import type { Trend } from './trend.ts';
import { localThemeKey, type recentThemes } from './recent-themes.ts';

type GroupView = ThemesView['groups'][number];

const viewFigures = ({ byConfidence, ...figures }: ThemeFigures) => ({
  ...figures,
  byConfidence: { ...byConfidence },
});

const viewTrend = ({ items, debriefs, children }: Trend) => ({
  items: [...items],
  debriefs: [...debriefs],
  children: [...children],
});

/** All groups together. */
export const viewWhole = ({
  trend,
  ...figures
}: ThemeFigures & { readonly trend: Trend }): ThemesView['whole'] => ({
  ...viewFigures(figures),
  trend: viewTrend(trend),
});

/** The theme that a group is; null when it is more than one, or not of one locality. */
const localThemeOf = (
  { locality, harm, context, factor }: ThemeGroup,
  kind: ThemesQuery['kind'],
): Parameters<typeof localThemeKey>[0] | null => {
  if (locality === null) return null;
  if (kind !== 'harm') return factor === null ? null : { locality, theme: { kind, factor } };
  if (harm === null || context === null) return null;
  return { locality, theme: { kind, harm, context } };
};

/** A group as it is shown, with its last weeks in words when it is one theme. */
export const viewGroup = (
  { group, trend, ...figures }: GroupFigures,
  kind: ThemesQuery['kind'],
  recent: ReturnType<typeof recentThemes>,
): GroupView => {
  const localTheme = localThemeOf(group, kind);
  return {
    group: { ...group },
    ...viewFigures(figures),
    trend: trend === null ? null : viewTrend(trend),
    recent: localTheme === null ? null : (recent.get(localThemeKey(localTheme)) ?? null),
  };
};
