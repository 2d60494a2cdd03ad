import type { Directory } from '../directory/directory.ts';
import type { Authority } from '../directory/authority.ts';
import type { Instant } from '../kernel/instant.ts';
import { londonDateOf } from '../kernel/london-time.ts';
import type { Detected, SetAside } from './detection/alarm.ts';
import { detectClusters } from './detection/detect-clusters.ts';
import { detectEars } from './detection/detect-ears.ts';
import { gridOf } from './detection/grid.ts';
import { addWeeks } from '../kernel/iso-week.ts';
import type { SignalMethod } from './signal.ts';
import type { DetectionRun, MethodTally, SignalStore } from './signals.ts';
import { type AuthorityRun, runOf } from './authority-run.ts';
import { type Raised, raiseSignals } from './raise-signals.ts';
import type { CodeStore } from '../intelligence/code-store.ts';
import { readCatalogue } from '../intelligence/list-codes.ts';
import type { ThemeReader } from '../themes/theme-store.ts';
import { findFirstWeekToRead, readRecordedSince } from '../themes/baseline-weeks.ts';

/** So many of what was set aside are listed; how many there were is counted. */
const MOST_LISTED = 100;

const readPicture = async ({ themes }: DetectionPorts, run: AuthorityRun) => {
  const { authority, present, settings } = run;
  const from = findFirstWeekToRead(present);
  const [cells, evidence] = await Promise.all([
    themes.listCells({ authority, from, to: present }),
    themes.listEvidence({
      authority,
      from: addWeeks(present, 1 - settings.scan.historyWeeks),
      to: present,
    }),
  ]);
  const since = await readRecordedSince(themes, { authority, present, cells });
  return { cells, evidence, since };
};

/** By EARS and by the scan, each with a control of false alarms of its own. */
const detect = async (ports: DetectionPorts, run: AuthorityRun) => {
  const { area, codes, day, present, settings, words } = run;
  const { cells, evidence, since } = await readPicture(ports, run);
  const grid = gridOf(area, codes, day, [...cells, ...evidence]);
  const centres = new Map(
    area.localities.flatMap(({ id, centre }) => (centre === undefined ? [] : [[id, centre]])),
  );
  const common = { grid, evidence, present, settings, words };
  return {
    ears: detectEars({ ...common, cells, since }),
    clusters: detectClusters({ ...common, centres }),
  };
};

const tallyOf = (method: SignalMethod, found: Detected, raised: Raised): MethodTally => ({
  method,
  lookedAt: found.lookedAt,
  notTestable: found.notTestable,
  alarms: found.alarms.length + found.setAside.length,
  setAside: found.setAside.length,
  ...raised,
});

const chanceOf = ({ figures }: SetAside): number =>
  figures.method === 'ears' ? (figures.exceedance ?? 1) : figures.pValue;

/**
 * Looks for what is emerging in an authority's picture on the London day of `now`, raises signals or lets them go on,
 * and keeps what the run looked at. A day has one run: whoever asks again gets the same.
 */
export const detectThemes = async (
  ports: DetectionPorts,
  area: Authority,
  now: Instant,
): Promise<DetectionRun> => {
  const done = await ports.signals.readRun(area.code, londonDateOf(now));
  if (done !== null) return done;
  const run = runOf(area, await readCatalogue(ports, area.code), now);
  const { ears, clusters } = await detect(ports, run);
  const methods = [
    tallyOf('ears', ears, await raiseSignals(ports.signals, run, ears.alarms)),
    tallyOf('space-time-scan', clusters, await raiseSignals(ports.signals, run, clusters.alarms)),
  ];
  const { runId, authority, day, present: week, settings } = run;
  const kept: DetectionRun = {
    runId,
    authority,
    day,
    at: now,
    week,
    methods,
    falseDiscoveryRate: settings.falseDiscoveryRate,
    offMap: clusters.offMap,
    setAside: [...ears.setAside, ...clusters.setAside]
      .sort((a, b) => chanceOf(a) - chanceOf(b))
      .slice(0, MOST_LISTED),
  };
  await ports.signals.keepRun(kept);
  return kept;
};

/** What detection works on. */
export interface DetectionPorts {
  readonly themes: Pick<ThemeReader, 'listCells' | 'listEvidence' | 'pageEvidence'>;
  readonly signals: SignalStore;
  readonly codes: Pick<CodeStore, 'listCodes'>;
  readonly directory: Directory;
}
