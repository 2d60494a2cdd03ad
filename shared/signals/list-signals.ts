import type { Instant } from '../kernel/instant.ts';
import type { SetAside } from './detection/alarm.ts';
import type { Signal } from './signal.ts';
import { stateOfSignal, usefulnessOf } from './signal-life.ts';
import type { WeekPeriod } from '../themes/week-period.ts';
import type { DetectionRun, SignalStore } from './signals.ts';
import type { Result } from '../kernel/result.ts';
import type { Caller } from '../access/caller.ts';
import {
  type ListSignalsQuery,
  type SignalListView,
  SIGNAL_NOTES,
  viewSignal,
} from './signals-api.ts';
import { viewLabels } from '../themes/labels.ts';
import { COUNTS_CANNOT_TELL } from '../themes/statistics-fields.ts';
import {
  type ParsedStatisticsQuery,
  parseStatisticsQuery,
  type StatisticsDependencies,
} from '../themes/parse-statistics-query.ts';

interface Dependencies extends StatisticsDependencies {
  readonly signals: Pick<SignalStore, 'listSignals' | 'listRuns'>;
}

const RUNS_SHOWN = 7;

const isAsked =
  ({ locality, method }: ListSignalsQuery, { to }: WeekPeriod) =>
  ({ localities, figures, firstWeek }: Signal): boolean =>
    firstWeek <= to &&
    (locality === undefined || localities.includes(locality)) &&
    (method === undefined || figures.method === method);

const viewRun = (run: DetectionRun): SignalListView['runs'][number] => ({
  runId: run.runId,
  day: run.day,
  at: run.at,
  week: run.week,
  falseDiscoveryRate: run.falseDiscoveryRate,
  offMap: run.offMap,
  methods: [...run.methods],
});

const viewSetAside = ({ localities, ...one }: SetAside): SignalListView['setAside'][number] => ({
  ...one,
  localities: [...localities],
});

const viewLists = (signals: readonly Signal[], { state }: ListSignalsQuery) => ({
  items: signals
    .filter(({ life }) => state === undefined || stateOfSignal(life) === state)
    .map(viewSignal),
  usefulness: [...usefulnessOf(signals)],
});

const viewAsked = ({ authority, catalogue, period }: ParsedStatisticsQuery) => ({
  authority: authority.code,
  period: period.view,
  labels: viewLabels(authority, catalogue, ['harm', 'context']),
});

/**
 * Signals of an authority that stood out in a period, the latest found first, with what the latest runs looked at and
 * set aside, and how useful signals were judged. They name no child.
 */
export const listSignals = async (
  ports: Dependencies,
  query: ListSignalsQuery,
  caller: Caller,
  now: Instant,
): Promise<Result<SignalListView>> => {
  const asked = await parseStatisticsQuery(ports, query, caller, now);
  if ('refusal' in asked) return asked;
  const { period } = asked.value;
  const [found, runs] = await Promise.all([
    ports.signals.listSignals(query.authority, period.from),
    ports.signals.listRuns(query.authority, RUNS_SHOWN),
  ]);
  return {
    value: {
      ...viewAsked(asked.value),
      ...viewLists(found.filter(isAsked(query, period)), query),
      runs: runs.map(viewRun),
      setAside: (runs[0]?.setAside ?? []).map(viewSetAside),
      notes: [...SIGNAL_NOTES],
      limits: COUNTS_CANNOT_TELL,
    },
  };
};
