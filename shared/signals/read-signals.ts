import { type Caller, belongsTo } from '../access/caller.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Result, NOT_FOUND } from '../kernel/result.ts';
import type { Evidence } from '../themes/evidence.ts';
import type { IsPublicType } from '../themes/hotspots.ts';
import { createSentenceLabels, viewLabels } from '../themes/labels.ts';
import {
  type ParsedStatisticsQuery,
  parseStatisticsQuery,
  type StatisticsDependencies,
} from '../themes/parse-statistics-query.ts';
import { COUNTS_LIMITATIONS } from '../themes/statistics-fields.ts';
import type { ThemeReader } from '../themes/theme-store.ts';
import type { WeekPeriod } from '../themes/week-period.ts';
import { countUsefulness, findState } from './signal-history.ts';
import type { SignalStore } from './signal-store.ts';
import type { DetectionRun, Signal } from './signal.ts';
import {
  type ListSignalsQuery,
  SIGNAL_NOTES,
  type SignalDetailView,
  type SignalListView,
  viewSignal,
  viewSignalWithHistory,
} from './signals-api.ts';

interface ListDependencies extends StatisticsDependencies {
  readonly signals: Pick<SignalStore, 'listSignals' | 'listRuns'>;
}

const RUNS_SHOWN = 7;

const matchesQuery =
  ({ locality, method }: ListSignalsQuery, { to }: WeekPeriod) =>
  ({ localities, figures, firstWeek }: Signal): boolean =>
    firstWeek <= to &&
    (locality === undefined || localities.includes(locality)) &&
    (method === undefined || figures.method === method);

const viewRun = ({
  authority: _,
  dropped: __,
  ...run
}: DetectionRun): SignalListView['runs'][number] => run;

const viewLists = (signals: readonly Signal[], { state }: ListSignalsQuery) => ({
  items: signals
    .filter(({ history }) => state === undefined || findState(history) === state)
    .map(viewSignal),
  usefulness: countUsefulness(signals),
});

const viewQuery = ({ authority, catalogue, period }: ParsedStatisticsQuery) => ({
  authority: authority.code,
  period: period.view,
  labels: viewLabels(authority, catalogue, ['harm', 'context']),
});

/** Signals that were found in a period, the latest found first, with the latest runs and what they dropped. */
export const listSignals = async (
  dependencies: ListDependencies,
  query: ListSignalsQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<SignalListView>> => {
  const parsed = await parseStatisticsQuery(dependencies, query, caller, now);
  if ('refusal' in parsed) return parsed;
  const { period } = parsed.value;
  const [found, runs] = await Promise.all([
    dependencies.signals.listSignals(query.authority, period.from),
    dependencies.signals.listRuns(query.authority, RUNS_SHOWN),
  ]);
  return {
    value: {
      ...viewQuery(parsed.value),
      ...viewLists(found.filter(matchesQuery(query, period)), query),
      runs: runs.map(viewRun),
      dropped: runs[0]?.dropped ?? [],
      notes: SIGNAL_NOTES,
      limits: COUNTS_LIMITATIONS,
    },
  };
};

interface ReadDependencies extends StatisticsDependencies {
  readonly signals: Pick<SignalStore, 'readSignal'>;
  readonly themes: Pick<ThemeReader, 'listEvidence'>;
}

const LISTS = ['harm', 'context', 'place-type', 'platform', 'provenance'] as const;

const viewReference = (
  { evidenceId, week, locality, theme, item }: Evidence,
  isPublicType: IsPublicType,
): SignalDetailView['evidence']['current'] => {
  if (theme.kind !== 'harm') return [];
  const { harm, context } = theme;
  const placeType = item?.placeType ?? null;
  const isPublic = placeType !== null && isPublicType(placeType);
  const point = isPublic ? (item?.place?.point ?? null) : null;
  return [{ evidenceId, week, locality, harm, context, point }];
};

/** Includes evidence whose theme or place was corrected since. It is shown as it is now. */
const listCurrentEvidence = async (
  { themes }: ReadDependencies,
  { authority, evidence, evidenceFrom, lastWeek }: Signal,
): Promise<readonly Evidence[]> => {
  const known = new Set(evidence);
  const all = await themes.listEvidence({ authority, from: evidenceFrom, to: lastWeek });
  return all.filter(({ evidenceId }) => known.has(evidenceId));
};

/** To read a signal does not mark it as seen. */
export const readSignal = async (
  dependencies: ReadDependencies,
  signalId: string,
  caller: Caller,
): Promise<Result<SignalDetailView>> => {
  const signal = await dependencies.signals.readSignal(signalId);
  if (signal === null || !belongsTo(caller, signal.authority)) return NOT_FOUND;
  const { authorities } = dependencies.directory;
  const authority = authorities.find(({ code }) => code === signal.authority);
  if (authority === undefined) return NOT_FOUND;
  const [catalogue, current] = await Promise.all([
    readCatalogue(dependencies, signal.authority),
    listCurrentEvidence(dependencies, signal),
  ]);
  const { isPublicType } = createSentenceLabels(catalogue, authority);
  return {
    value: {
      ...viewSignalWithHistory(signal),
      evidenceFrom: signal.evidenceFrom,
      madeOf: signal.madeOf,
      evidence: {
        found: signal.evidence.length,
        current: current.flatMap((one) => viewReference(one, isPublicType)),
      },
      labels: viewLabels(authority, catalogue, LISTS),
      notes: SIGNAL_NOTES,
      limits: COUNTS_LIMITATIONS,
    },
  };
};
