import type { ThemesQuery, ThemesView } from './themes-api.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Cell } from './cell.ts';
import { addWeeks, listWeeks } from '../kernel/iso-week.ts';
import { RECENT_WEEKS } from './recent.ts';
import { countGroups, countWhole } from './theme-groups.ts';
import { findPreviousPeriod } from './week-period.ts';
import type { Caller } from '../access/caller.ts';
import type { ThemeReader } from './theme-store.ts';
import { findFirstWeekToRead, readRecordedSince } from './baseline-weeks.ts';
import { viewLabels } from './labels.ts';
import { COUNTS_LIMITATIONS } from './statistics-fields.ts';
import { type Result, type Refusal, refuseParameter } from '../kernel/result.ts';
import { describeRecentThemes, viewGroup, viewWhole } from './view-themes.ts';
import {
  type ParsedStatisticsQuery,
  parseStatisticsQuery,
  type StatisticsDependencies,
  viewPeriod,
} from './parse-statistics-query.ts';

interface Dependencies extends StatisticsDependencies {
  readonly themes: Pick<ThemeReader, 'listCells' | 'listEvidence' | 'pageEvidence'>;
}

const NOTES = [
  'Each child is counted once in every figure. The total is not the sum of the groups.',
  'Differences are in numbers, not percentages. Small numbers go up and down by chance.',
];
const UNDER_WAY = 'The last week is not over, so its counts will rise.';

/** Covers the period, the one before it, and the year that the last weeks are compared with, as in the detection. */
const readCells = (
  { themes }: Dependencies,
  { authority, period }: ParsedStatisticsQuery,
): Promise<readonly Cell[]> => {
  const [compared, judged] = [findPreviousPeriod(period).from, findFirstWeekToRead(period.to)];
  const from = compared < judged ? compared : judged;
  return themes.listCells({ authority: authority.code, from, to: period.to });
};

const readRecent = async (
  { themes }: Dependencies,
  parsed: ParsedStatisticsQuery,
  query: ThemesQuery,
  cells: readonly Cell[],
): Promise<ReturnType<typeof describeRecentThemes>> => {
  const { authority, period } = parsed;
  if (query.by !== 'theme' || !period.view.underWay) return new Map();
  const lastWeeks = { from: addWeeks(period.to, 1 - RECENT_WEEKS), to: period.to };
  const [evidence, recordedSince] = await Promise.all([
    themes.listEvidence({ authority: authority.code, ...lastWeeks }),
    readRecordedSince(themes, { authority: authority.code, present: period.to, cells }),
  ]);
  const present = { cells: cells.filter(matchesTheme(query)), evidence, recordedSince };
  return describeRecentThemes(present, parsed);
};

const viewNotes = (
  { authority, catalogue, period }: ParsedStatisticsQuery,
  { kind }: ThemesQuery,
) => ({
  labels:
    kind === 'harm'
      ? viewLabels(authority, catalogue, ['harm', 'context'])
      : viewLabels(authority, catalogue, [], [kind]),
  notes: [...NOTES, ...(period.view.underWay ? [UNDER_WAY] : [])],
  limits: COUNTS_LIMITATIONS,
});

/**
 * The theme statistics of an authority in a period, compared with the period before. Counted from the current cells.
 */
export const readThemes = async (
  dependencies: Dependencies,
  query: ThemesQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<ThemesView>> => {
  const parsed = await parseStatisticsQuery(dependencies, query, caller, now);
  if ('refusal' in parsed) return parsed;
  const mismatch = refuseMismatch(query);
  if (mismatch !== null) return mismatch;
  const { period } = parsed.value;
  const { authority, kind, by } = query;
  const all = await readCells(dependencies, parsed.value);
  const recent = await readRecent(dependencies, parsed.value, query, all);
  const cells = all.filter(matchesTheme(query));
  return {
    value: {
      authority,
      asOf: now,
      kind,
      by,
      period: period.view,
      before: viewPeriod(findPreviousPeriod(period)),
      weeks: [...listWeeks(period.from, period.to)],
      whole: viewWhole(countWhole(cells, period)),
      groups: countGroups(cells, period, by).map((group) => viewGroup(group, kind, recent)),
      ...viewNotes(parsed.value, query),
    },
  };
};

export const refuseMismatch = ({
  kind,
  by,
  harm,
  context,
}: ThemesQuery): { readonly refusal: Refusal } | null => {
  const refuse = (parameter: string, message: string) =>
    refuseParameter('invalid-value', parameter, message);
  if (kind === 'harm')
    return by === 'factor' ? refuse('by', 'You cannot group harms by factor.') : null;
  if (harm !== undefined)
    return refuse('harm', 'Leave out `harm`: push and pull factors have no harm.');
  if (context !== undefined)
    return refuse('context', 'Leave out `context`: push and pull factors have no context.');
  const byHarm = by === 'harm' || by === 'context';
  return byHarm ? refuse('by', 'You cannot group push and pull factors by harm or context.') : null;
};

export const matchesTheme =
  ({ kind, locality, harm, context }: ThemesQuery) =>
  ({ theme, locality: where }: Cell): boolean =>
    theme.kind === kind &&
    (locality === undefined || where === locality) &&
    (harm === undefined || (theme.kind === 'harm' && theme.harm === harm)) &&
    (context === undefined || (theme.kind === 'harm' && theme.context === context));
