import type { Evidence } from '../../themes/evidence.ts';
import { findPlaceHotspots } from '../../themes/hotspots.ts';
import type { Alarm, Detected, SetAside } from './alarm.ts';
import type { ToDetect } from './detect-ears.ts';
import { type HarmCluster, scanHarm } from './scan-harm.ts';
import { type ClusterCentre, tellCluster } from './tell-cluster.ts';
import type { SentenceLabels } from '../../themes/labels.ts';
import type { Point } from '../../kernel/point.ts';
import { placeEvidence } from './scan-cases.ts';
import { controlFalseDiscoveries } from '../../themes/statistics/significance.ts';

/** What the scan looks at: EARS' evidence, on a map. */
export interface ToScanClusters extends Omit<ToDetect, 'cells' | 'since'> {
  /** Where localities lie, of which that is known. */
  readonly centres: ReadonlyMap<string, Point>;
}

/** And what it could not look at. */
export interface DetectedClusters extends Detected {
  /** Pieces of evidence that have no place on the map. */
  readonly offMap: number;
}

const localitiesOf = (evidence: readonly Evidence[]): readonly string[] =>
  [...new Set(evidence.map(({ locality }) => locality))].sort();

const centreOf = (atCentre: readonly Evidence[], words: SentenceLabels): ClusterCentre => {
  const [name] = findPlaceHotspots(atCentre, words.isPublicType).flatMap(
    (place) => place.name ?? [],
  );
  if (name !== undefined) return { kind: 'named', name };
  const placeless = atCentre.find(({ item }) => (item?.place?.point ?? null) === null);
  return placeless === undefined
    ? { kind: 'place' }
    : { kind: 'locality', name: words.findLocalityName(placeless.locality) };
};

const toldOf = ({ harm, figures, evidence, atCentre }: HarmCluster, words: SentenceLabels) => {
  const localities = localitiesOf(evidence);
  const sentence = tellCluster({
    figures,
    harm: words.findPhrase('harm', harm),
    localities: localities.map(words.findLocalityName),
    centre: centreOf(atCentre, words),
  });
  return { localities, harm, context: null, figures, sentence };
};

const alarmOf = (cluster: HarmCluster, words: SentenceLabels): Alarm => ({
  ...toldOf(cluster, words),
  firstWeek: cluster.firstWeek,
  lastWeek: cluster.lastWeek,
  evidenceFrom: cluster.firstWeek,
  evidence: cluster.evidence,
});

const setAsideOf = (cluster: HarmCluster, words: SentenceLabels): SetAside => ({
  ...toldOf(cluster, words),
  lastWeek: cluster.lastWeek,
});

const pValueOf = ({ figures }: HarmCluster): number => figures.pValue;

/**
 * The largest p-value that survives. A harm is one test, by its most likely cluster; each further cluster must stand
 * what the survivors among those stood.
 */
const largestSurviving = (
  byHarm: readonly (readonly HarmCluster[])[],
  rate: number,
  lookedAt: number,
): number => {
  const best = byHarm.flatMap(([first]) => (first === undefined ? [] : [pValueOf(first)]));
  const survives = controlFalseDiscoveries(best, rate, lookedAt);
  return Math.max(0, ...best.filter((_, at) => survives[at]));
};

const byHarmOf = ({ evidence, centres, grid, present, settings }: ToScanClusters) => {
  const harmful = evidence.filter(({ theme }) => theme.kind === 'harm');
  const placed = harmful.flatMap((one) => placeEvidence(one, centres) ?? []);
  const clusters = grid.harms.map((harm) => {
    const alike = placed.filter(
      ({ evidence: { theme } }) => 'harm' in theme && theme.harm === harm,
    );
    return alike.length === 0 ? [] : scanHarm({ harm, placed: alike, present, settings });
  });
  return { clusters, offMap: harmful.length - placed.length };
};

/**
 * Which harms, in all their contexts, were told of near each other in space and time (Kulldorff 2005), by the points of
 * places, else the centres of localities. A cluster that stands out by itself, and does not survive among all harms
 * that are looked at, is set aside.
 */
export const detectClusters = (toScan: ToScanClusters): DetectedClusters => {
  const { grid, settings, words } = toScan;
  const { clusters, offMap } = byHarmOf(toScan);
  const limit = largestSurviving(clusters, settings.falseDiscoveryRate, grid.harms.length);
  const standOut = clusters.flat();
  return {
    lookedAt: grid.harms.length,
    notTestable: 0,
    offMap,
    alarms: standOut
      .filter((cluster) => pValueOf(cluster) <= limit)
      .map((cluster) => alarmOf(cluster, words)),
    setAside: standOut
      .filter((cluster) => pValueOf(cluster) > limit)
      .map((cluster) => setAsideOf(cluster, words)),
  };
};
