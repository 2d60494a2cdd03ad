import type { DetectionSettings } from '../../directory/settings.ts';
import type { Evidence } from '../../themes/evidence.ts';
import { addWeeks, type IsoWeek } from '../../kernel/iso-week.ts';
import type { ScanCluster } from '../scan/arrange-cases.ts';
import { scanSpaceTime } from '../scan/space-time-scan.ts';
import type { ScanFigures } from '../signal.ts';
import { meetsMinimum } from '../../themes/statistics/ears.ts';
import { type ScannedHarm, scanCasesOf, type PlacedEvidence } from './scan-cases.ts';

/** Places near each other of which more was told in the last weeks than elsewhere and before. */
export interface HarmCluster {
  readonly harm: string;
  readonly firstWeek: IsoWeek;
  readonly lastWeek: IsoWeek;
  readonly figures: ScanFigures;
  readonly evidence: readonly Evidence[];
  /** Of which lies in the middle of it. */
  readonly atCentre: readonly Evidence[];
}

interface ToScanHarm {
  readonly harm: string;
  readonly placed: readonly PlacedEvidence[];
  readonly present: IsoWeek;
  readonly settings: DetectionSettings;
}

const clusterOf = (
  { harm, placed, present }: ToScanHarm,
  { names, zones }: ScannedHarm,
  cluster: ScanCluster,
): HarmCluster => {
  const within = new Set(cluster.zones.map((zone) => names[zone]));
  const firstWeek = addWeeks(present, 1 - cluster.weeks);
  const recent = placed.filter(
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

/**
 * The clusters of one harm that stand out by themselves and hold enough to speak of, the most likely first. What is
 * likelier by chance than the share of false ones that is put up with could survive among no others either.
 */
export const scanHarm = (toScan: ToScanHarm): readonly HarmCluster[] => {
  const { placed, present, settings } = toScan;
  const { radiusKm, weeks: longestWeeks, historyWeeks, replications, seed } = settings.scan;
  const scanned = scanCasesOf(placed, present, radiusKm);
  const { clusters } = scanSpaceTime({
    zones: scanned.zones,
    cases: scanned.cases,
    weeks: historyWeeks,
    settings: { radiusKm, longestWeeks, replications, seed },
  });
  return clusters
    .filter(({ pValue }) => pValue <= settings.falseDiscoveryRate)
    .map((cluster) => clusterOf(toScan, scanned, cluster))
    .filter(({ figures }) => meetsMinimum(figures, settings));
};
