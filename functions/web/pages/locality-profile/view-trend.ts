import type { AuthorityProfile } from '../../../../shared/profiles/authority-profile-api.ts';
import type { FigureView, SectionView, WeeksView } from './page-view.ts';
import { countOf, dayWithYear, sentenceCase, shortWeek } from './words.ts';
import { mondayOfWeek } from '../../../../shared/kernel/iso-week.ts';

type Profile = Pick<AuthorityProfile, 'trend' | 'quarter'>;

const viewWeeks = ({ trend: { weeks }, quarter }: Profile): WeeksView => {
  const [first = quarter.firstWeek] = weeks;
  return {
    first: shortWeek(first),
    quarter: shortWeek(quarter.firstWeek),
    last: shortWeek(quarter.lastWeek),
    before: Math.max(0, weeks.indexOf(quarter.firstWeek)),
  };
};

/** The highest week, which is what people look for in a line. */
const describePeak = (values: readonly number[], { weeks }: Profile['trend']): string => {
  const most = Math.max(0, ...values);
  const week = weeks[values.indexOf(most)];
  return most === 0 || week === undefined
    ? 'none in any week'
    : `most in the week of ${dayWithYear(mondayOfWeek(week))} (${most})`;
};

const tableOf = ({ trend }: Profile): FigureView['table'] => ({
  id: 'trend-table',
  caption: 'Distinct children by week and leading theme, and debriefs by week',
  columns: [
    { label: 'Week of', holds: 'words' },
    ...[
      'Debriefs',
      'Children, any theme',
      ...trend.themes.map(({ label }) => sentenceCase(label)),
    ].map((label) => ({ label, holds: 'number' as const })),
  ],
  rows: trend.weeks.map((week, at) => [
    dayWithYear(mondayOfWeek(week)),
    ...[trend.debriefs, trend.children, ...trend.themes.map(({ children }) => children)].map(
      (values) => String(values[at] ?? 0),
    ),
  ]),
});

const figureOf = (profile: Profile): FigureView => {
  const { trend } = profile;
  const weeks = viewWeeks(profile);
  const lines = [
    { label: 'Children', values: trend.children },
    { label: 'Debriefs', values: trend.debriefs },
  ];
  const most = Math.max(0, ...trend.themes.flatMap(({ children }) => children));
  const describe = (told: readonly { label: string; values: readonly number[] }[]): string =>
    told.map(({ label, values }) => `${label}: ${describePeak(values, trend)}`).join('; ');
  return {
    charts: [
      {
        kind: 'lines',
        id: 'trend-whole',
        title: 'Children and debriefs, any theme',
        description: `${countOf(trend.weeks.length, 'week', 'weeks')}. ${describe(lines)}.`,
        weeks,
        lines,
      },
      ...trend.themes.map(({ label, children }, at) => ({
        kind: 'week-bars' as const,
        id: `trend-theme-${at + 1}`,
        title: sentenceCase(label),
        description: `Distinct children in each of ${countOf(trend.weeks.length, 'week', 'weeks')}: ${describePeak(children, trend)}.`,
        weeks,
        values: children,
        most,
      })),
    ],
    table: tableOf(profile),
    isWide: true,
  };
};

/** Week by week: the leading themes, beside how many debriefs there were to tell of anything. */
export const viewTrend = (profile: Profile): SectionView => ({
  id: 'trend',
  heading: 'Week by week',
  paragraphs: [
    'More debriefs in a week mean more to count: read each theme beside the debriefs. The first chart has both; the others the leading themes, all with the same scale: filled bars are this quarter, open bars the quarter before.',
  ],
  entries: [],
  figures: [figureOf(profile)],
});
