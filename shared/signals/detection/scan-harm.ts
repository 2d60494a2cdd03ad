import type { DetectionSettings } from '../../directory/settings.ts';
import type { Evidence } from '../../themes/evidence.ts';
import { addWeeks, type IsoWeek } from '../../kernel/iso-week.ts';
import type { ScanCluster } from '../scan/arrange-cases.ts';
import { scanSpaceTime } from '../scan/space-time-scan.ts';
import type { ScanFigures } from '../signal.ts';
import { meetsMinimum } from '../../themes/statistics/ears.ts';
import { type HarmCases, listScanCases, type LocatedEvidence } from './scan-cases.ts';

export interface HarmCluster {
  readonly harm: string;
  readonly firstWeek: IsoWeek;
  readonly lastWeek: IsoWeek;
  readonly figures: ScanFigures;
  readonly evidence: readonly Evidence[];
  readonly atCentre: readonly Evidence[];
}

interface HarmInput {
  readonly harm: string;
  readonly located: readonly LocatedEvidence[];
  readonly present: IsoWeek;
  readonly settings: DetectionSettings;
}

const buildCluster = (
  { harm, located, present }: HarmInput,
  { names, zones }: HarmCases,
  cluster: ScanCluster,
): HarmCluster => {
  const within = new Set(cluster.zones.map((zone) => names[zone]));
  const firstWeek = addWeeks(present, 1 - cluster.weeks);
  const recent = located.filter(
    ({ zone, evidence }) => within.has(zone) && evidence.week >= firstWeek,
  );
  const evidence = recent.map((one) => one.evidence);
  const { count, expected, statistic, pValue, radiusKm, weeks } = cluster;
  return {
    harm,
    firstWeek,
    lastWeek: present,
    figures: {
      method: 'space-time-scan',
      count,
      children: new Set(evidence.map(({ childKey }) => childKey)).size,
      expected,
      statistic,
      pValue,
      centre: zones[cluster.centre] ?? { latitude: 0, longitude: 0 },
      radiusKm,
      weeks,
    },
    evidence,
    atCentre: recent
      .filter(({ zone }) => zone === names[cluster.centre])
      .map((one) => one.evidence),
  };
};

/** Clusters with p above the false-discovery rate are dropped here: they could not survive Benjamini–Hochberg. */
export const scanHarm = (input: HarmInput): readonly HarmCluster[] => {
  const { located, present, settings } = input;
  const { radiusKm, weeks: longestWeeks, historyWeeks, replications, seed } = settings.scan;
  const harmCases = listScanCases(located, present, radiusKm);
  const { clusters } = scanSpaceTime({
    zones: harmCases.zones,
    cases: harmCases.cases,
    weeks: historyWeeks,
    settings: { radiusKm, longestWeeks, replications, seed },
  });
  return clusters
    .filter(({ pValue }) => pValue <= settings.falseDiscoveryRate)
    .map((cluster) => buildCluster(input, harmCases, cluster))
    .filter(({ figures }) => meetsMinimum(figures, settings));
};
