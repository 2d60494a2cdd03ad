import type { Evidence } from '../../themes/evidence.ts';
import { findPlaceHotspots } from '../../themes/hotspots.ts';
import type { Alarm, DetectionResult } from './alarm.ts';
import type { DroppedAlarm } from '../signal.ts';
import type { EarsInput } from './detect-ears.ts';
import { type HarmCluster, scanHarm } from './scan-harm.ts';
import { type ClusterCentre, writeClusterSentence } from './cluster-sentence.ts';
import type { SentenceLabels } from '../../themes/labels.ts';
import type { Point } from '../../kernel/point.ts';
import { locateEvidence } from './scan-cases.ts';
import { controlFalseDiscoveries } from '../../themes/statistics/significance.ts';

export interface ClusterInput extends Omit<EarsInput, 'cells' | 'since'> {
  readonly centres: ReadonlyMap<string, Point>;
}

export interface ClusterResult extends DetectionResult {
  readonly offMap: number;
}

const listLocalities = (evidence: readonly Evidence[]): readonly string[] =>
  [...new Set(evidence.map(({ locality }) => locality))].sort();

const describeCentre = (atCentre: readonly Evidence[], labels: SentenceLabels): ClusterCentre => {
  const [name] = findPlaceHotspots(atCentre, labels.isPublicType).flatMap(
    (place) => place.name ?? [],
  );
  if (name !== undefined) return { kind: 'named', name };
  const unlocated = atCentre.find(({ item }) => (item?.place?.point ?? null) === null);
  return unlocated === undefined
    ? { kind: 'place' }
    : { kind: 'locality', name: labels.findLocalityName(unlocated.locality) };
};

const describeCluster = (
  { harm, figures, evidence, atCentre }: HarmCluster,
  labels: SentenceLabels,
) => {
  const localities = listLocalities(evidence);
  const sentence = writeClusterSentence({
    figures,
    harm: labels.findPhrase('harm', harm),
    localities: localities.map(labels.findLocalityName),
    centre: describeCentre(atCentre, labels),
  });
  return { localities, harm, context: null, figures, sentence };
};

const buildAlarm = (cluster: HarmCluster, labels: SentenceLabels): Alarm => ({
  ...describeCluster(cluster, labels),
  firstWeek: cluster.firstWeek,
  lastWeek: cluster.lastWeek,
  evidenceFrom: cluster.firstWeek,
  evidence: cluster.evidence,
});

const buildDroppedAlarm = (cluster: HarmCluster, labels: SentenceLabels): DroppedAlarm => ({
  ...describeCluster(cluster, labels),
  lastWeek: cluster.lastWeek,
});

const findPValue = ({ figures }: HarmCluster): number => figures.pValue;

/**
 * The largest p-value that survives Benjamini–Hochberg. A harm is one test, by its most likely cluster. Its further
 * clusters must meet the same limit.
 */
const findLargestSurviving = (
  byHarm: readonly (readonly HarmCluster[])[],
  rate: number,
  lookedAt: number,
): number => {
  const best = byHarm.flatMap(([first]) => (first === undefined ? [] : [findPValue(first)]));
  const survives = controlFalseDiscoveries(best, rate, lookedAt);
  return Math.max(0, ...best.filter((_, at) => survives[at]));
};

const scanHarms = ({ evidence, centres, grid, present, settings }: ClusterInput) => {
  const harmful = evidence.filter(({ theme }) => theme.kind === 'harm');
  const located = harmful.flatMap((one) => locateEvidence(one, centres) ?? []);
  const clusters = grid.harms.map((harm) => {
    const alike = located.filter(
      ({ evidence: { theme } }) => 'harm' in theme && theme.harm === harm,
    );
    return alike.length === 0 ? [] : scanHarm({ harm, located: alike, present, settings });
  });
  return { clusters, offMap: harmful.length - located.length };
};

/** Finds harms, in all contexts, that were disclosed close together in space and time (Kulldorff 2005). */
export const detectClusters = (input: ClusterInput): ClusterResult => {
  const { grid, settings, labels } = input;
  const { clusters, offMap } = scanHarms(input);
  const limit = findLargestSurviving(clusters, settings.falseDiscoveryRate, grid.harms.length);
  const standOut = clusters.flat();
  return {
    lookedAt: grid.harms.length,
    notTestable: 0,
    offMap,
    alarms: standOut
      .filter((cluster) => findPValue(cluster) <= limit)
      .map((cluster) => buildAlarm(cluster, labels)),
    dropped: standOut
      .filter((cluster) => findPValue(cluster) > limit)
      .map((cluster) => buildDroppedAlarm(cluster, labels)),
  };
};
