import type { Authority } from '../directory/authority.ts';
import type { Directory } from '../directory/directory.ts';
import type { CodeStore } from '../intelligence/code-store.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import type { Instant } from '../kernel/instant.ts';
import { addWeeks } from '../kernel/iso-week.ts';
import { toLondonDate } from '../kernel/london-time.ts';
import { findFirstWeekToRead, readRecordedSince } from '../themes/baseline-weeks.ts';
import type { ThemeReader } from '../themes/theme-store.ts';
import { type AuthorityRun, createRun } from './authority-run.ts';
import { buildSearchGrid, type DetectionResult } from './detection/alarm.ts';
import { detectClusters } from './detection/detect-clusters.ts';
import { detectEars } from './detection/detect-ears.ts';
import { type RaiseDependencies, type RaisedCounts, raiseSignals } from './raise-signals.ts';
import type { SignalStore } from './signal-store.ts';
import type { DetectionRun, DroppedAlarm, MethodTally, SignalMethod } from './signal.ts';

export interface DetectionDependencies extends RaiseDependencies {
  readonly themes: Pick<ThemeReader, 'listCells' | 'listEvidence' | 'pageEvidence'>;
  readonly signals: SignalStore;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
}

const MOST_DROPPED = 100;

const readStatistics = async ({ themes }: DetectionDependencies, run: AuthorityRun) => {
  const { present, settings } = run;
  const authority = run.authority.code;
  const [cells, evidence] = await Promise.all([
    themes.listCells({ authority, from: findFirstWeekToRead(present), to: present }),
    themes.listEvidence({
      authority,
      from: addWeeks(present, 1 - settings.scan.historyWeeks),
      to: present,
    }),
  ]);
  const since = await readRecordedSince(themes, { authority, present, cells });
  return { cells, evidence, since };
};

/** Each method limits its false discoveries separately. */
const runMethods = async (dependencies: DetectionDependencies, run: AuthorityRun) => {
  const { authority, codes, day, present, settings, labels } = run;
  const { cells, evidence, since } = await readStatistics(dependencies, run);
  const grid = buildSearchGrid(authority, codes, day, [...cells, ...evidence]);
  const centres = new Map(
    authority.localities.flatMap(({ id, centre }) => (centre === undefined ? [] : [[id, centre]])),
  );
  const common = { grid, evidence, present, settings, labels };
  return {
    ears: detectEars({ ...common, cells, since }),
    clusters: detectClusters({ ...common, centres }),
  };
};

const countOutcomes = (
  method: SignalMethod,
  { lookedAt, notTestable, alarms, dropped }: DetectionResult,
  raised: RaisedCounts,
): MethodTally => ({
  method,
  lookedAt,
  notTestable,
  alarms: alarms.length + dropped.length,
  dropped: dropped.length,
  ...raised,
});

const findPValue = ({ figures }: DroppedAlarm): number =>
  figures.method === 'ears' ? (figures.exceedance ?? 1) : figures.pValue;

/** Runs detection for one authority. There is one run a day: called again, it returns that one. */
export const detectThemes = async (
  dependencies: DetectionDependencies,
  authority: Authority,
  now: Instant,
): Promise<DetectionRun> => {
  const done = await dependencies.signals.readRun(authority.code, toLondonDate(now));
  if (done !== null) return done;
  const run = createRun(authority, await readCatalogue(dependencies, authority.code), now);
  const { ears, clusters } = await runMethods(dependencies, run);
  const methods = [
    countOutcomes('ears', ears, await raiseSignals(dependencies, run, ears.alarms)),
    countOutcomes(
      'space-time-scan',
      clusters,
      await raiseSignals(dependencies, run, clusters.alarms),
    ),
  ];
  const { runId, day, present: week, settings } = run;
  const finished: DetectionRun = {
    runId,
    authority: authority.code,
    day,
    at: now,
    week,
    methods,
    falseDiscoveryRate: settings.falseDiscoveryRate,
    offMap: clusters.offMap,
    dropped: [...ears.dropped, ...clusters.dropped]
      .sort((a, b) => findPValue(a) - findPValue(b))
      .slice(0, MOST_DROPPED),
  };
  await dependencies.signals.writeRun(finished);
  return finished;
};
