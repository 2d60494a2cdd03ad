import type { ThemesView, ThemesQuery } from './themes-api.ts';
import type { Cell } from './cell.ts';
import { type SentenceLabels, createSentenceLabels, formatFactorPhrase } from './labels.ts';
import type { IsoWeek } from '../kernel/iso-week.ts';
import { type Recent, countRecent, RECENT_WEEKS } from './recent.ts';
import { describeTheme } from './statistics/sentence.ts';
import { type Theme, formatThemeKey } from './theme.ts';
import { isInPeriod } from './week-period.ts';
import { type Evidence, countThroughCarers } from './evidence.ts';
import type { GroupFigures, ThemeGroup, ThemeFigures, Trend } from './theme-groups.ts';
import { type ParsedStatisticsQuery, viewPeriod } from './parse-statistics-query.ts';

interface LocalTheme {
  readonly locality: string;
  readonly theme: Theme;
}

interface Present {
  readonly cells: readonly Cell[];
  readonly evidence: readonly Evidence[];
  readonly recordedSince: IsoWeek | null;
}

type RecentView = NonNullable<ThemesView['groups'][number]['recent']>;

export const formatLocalThemeKey = ({ locality, theme }: LocalTheme): string =>
  `${locality} ${formatThemeKey(theme)}`;

const findPhrases = (theme: Theme, { findPhrase }: SentenceLabels) =>
  theme.kind === 'harm'
    ? { harm: findPhrase('harm', theme.harm), context: findPhrase('context', theme.context) }
    : { harm: formatFactorPhrase(theme.kind, theme.factor), context: null };

const viewRecent = (
  { weeks, ...recent }: Recent,
  { locality, theme }: LocalTheme,
  evidence: readonly Evidence[],
  labels: SentenceLabels,
): RecentView => ({
  weeks: viewPeriod(weeks),
  ...recent,
  sentence: describeTheme({
    ...recent,
    ...findPhrases(theme, labels),
    locality: labels.findLocalityName(locality),
    weeks: RECENT_WEEKS,
    throughCarers: countThroughCarers(evidence.filter(({ week }) => isInPeriod(week, weeks))),
  }),
});

export const describeRecentThemes = (
  { cells, evidence, recordedSince }: Present,
  { authority, catalogue, period }: ParsedStatisticsQuery,
): ReadonlyMap<string, RecentView> => {
  const labels = createSentenceLabels(catalogue, authority);
  const evidenceByTheme = Map.groupBy(evidence, formatLocalThemeKey);
  return new Map(
    [...Map.groupBy(cells, formatLocalThemeKey)].flatMap(([key, alike]) => {
      const [first] = alike;
      if (first === undefined) return [];
      const recent = countRecent(alike, period.to, recordedSince);
      return [[key, viewRecent(recent, first, evidenceByTheme.get(key) ?? [], labels)] as const];
    }),
  );
};

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

export const viewWhole = ({
  trend,
  ...figures
}: ThemeFigures & { readonly trend: Trend }): ThemesView['whole'] => ({
  ...viewFigures(figures),
  trend: viewTrend(trend),
});

const findLocalTheme = (
  { locality, harm, context, factor }: ThemeGroup,
  kind: ThemesQuery['kind'],
): Parameters<typeof formatLocalThemeKey>[0] | null => {
  if (locality === null) return null;
  if (kind !== 'harm') return factor === null ? null : { locality, theme: { kind, factor } };
  if (harm === null || context === null) return null;
  return { locality, theme: { kind, harm, context } };
};

export const viewGroup = (
  { group, trend, ...figures }: GroupFigures,
  kind: ThemesQuery['kind'],
  recent: ReturnType<typeof describeRecentThemes>,
): GroupView => {
  const localTheme = findLocalTheme(group, kind);
  return {
    group: { ...group },
    ...viewFigures(figures),
    trend: trend === null ? null : viewTrend(trend),
    recent: localTheme === null ? null : (recent.get(formatLocalThemeKey(localTheme)) ?? null),
  };
};
