import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { FigureView, SectionView, WeeksView } from './page-view.ts';
import { formatCount, formatDay, capitalise, formatShortWeek } from './format.ts';
import { findMonday } from '../../../../shared/kernel/iso-week.ts';

type Profile = Pick<AuthorityProfile, 'trend' | 'quarter'>;

const viewWeeks = ({ trend: { weeks }, quarter }: Profile): WeeksView => {
  const [first = quarter.firstWeek] = weeks;
  return {
    first: formatShortWeek(first),
    quarter: formatShortWeek(quarter.firstWeek),
    last: formatShortWeek(quarter.lastWeek),
    before: Math.max(0, weeks.indexOf(quarter.firstWeek)),
  };
};

const describePeak = (values: readonly number[], { weeks }: Profile['trend']): string => {
  const most = Math.max(0, ...values);
  const week = weeks[values.indexOf(most)];
  return most === 0 || week === undefined
    ? 'none in any week'
    : `most in the week of ${formatDay(findMonday(week))} (${most})`;
};

const buildTable = ({ trend }: Profile): FigureView['table'] => ({
  id: 'trend-table',
  caption: 'Distinct children by week and leading theme, and debriefs by week',
  columns: [
    { label: 'Week of', holds: 'words' },
    ...[
      'Debriefs',
      'Children, any theme',
      ...trend.themes.map(({ label }) => capitalise(label)),
    ].map((label) => ({ label, holds: 'number' as const })),
  ],
  rows: trend.weeks.map((week, at) => [
    formatDay(findMonday(week)),
    ...[trend.debriefs, trend.children, ...trend.themes.map(({ children }) => children)].map(
      (values) => String(values[at] ?? 0),
    ),
  ]),
});

const buildFigure = (profile: Profile): FigureView => {
  const { trend } = profile;
  const weeks = viewWeeks(profile);
  const lines = [
    { label: 'Children', values: trend.children },
    { label: 'Debriefs', values: trend.debriefs },
  ];
  const most = Math.max(0, ...trend.themes.flatMap(({ children }) => children));
  const describe = (lines: readonly { label: string; values: readonly number[] }[]): string =>
    lines.map(({ label, values }) => `${label}: ${describePeak(values, trend)}`).join('; ');
  return {
    charts: [
      {
        kind: 'lines',
        id: 'trend-whole',
        title: 'Children and debriefs, any theme',
        description: `${formatCount(trend.weeks.length, 'week', 'weeks')}. ${describe(lines)}.`,
        weeks,
        lines,
      },
      ...trend.themes.map(({ label, children }, at) => ({
        kind: 'week-bars' as const,
        id: `trend-theme-${at + 1}`,
        title: capitalise(label),
        description: `Distinct children in each of ${formatCount(trend.weeks.length, 'week', 'weeks')}: ${describePeak(children, trend)}.`,
        weeks,
        values: children,
        most,
      })),
    ],
    table: buildTable(profile),
    isWide: true,
  };
};

export const viewTrend = (profile: Profile): SectionView => ({
  id: 'trend',
  heading: 'Week by week',
  paragraphs: [
    'Weeks with more debriefs have more to count, so compare each theme with the debriefs in the first chart. The other charts show the leading themes on one scale: filled bars are this quarter, open bars are the quarter before.',
  ],
  entries: [],
  figures: [buildFigure(profile)],
});
