import type { ScanFigures } from '../signal.ts';
import {
  formatChildren,
  describeChance,
  describeUsual,
  describeLocalities,
} from '../../themes/statistics/sentence.ts';

/**
 * What lies in the middle of a cluster: a public place by what everybody calls it; a place that is not told; or the
 * middle of a locality, where evidence counts whose place nobody knows.
 */
export type ClusterCentre =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'place' }
  | { readonly kind: 'locality'; readonly name: string };

/** What is told of a cluster. */
export interface ToldCluster {
  readonly figures: ScanFigures;
  /** Phrase of the harm. */
  readonly harm: string;
  /** Names of localities, or `UNKNOWN_LOCALITY` or `OUTSIDE`. */
  readonly localities: readonly string[];
  readonly centre: ClusterCentre;
}

const AT: Readonly<Record<ClusterCentre['kind'], (name: string) => string | null>> = {
  named: (name) => `at ${name}`,
  place: () => 'at one place',
  locality: () => null,
};

const AROUND: Readonly<Record<ClusterCentre['kind'], (name: string) => string>> = {
  named: (name) => name,
  place: () => 'one place',
  locality: (name) => `the middle of ${name}`,
};

const tellDistance = ({ radiusKm }: ScanFigures, centre: ClusterCentre): string | null => {
  const name = centre.kind === 'place' ? '' : centre.name;
  if (radiusKm === 0) return AT[centre.kind](name);
  const km = Math.max(0.1, radiusKm).toFixed(1).replace(/\.0$/, '');
  return `within ${km} km of ${AROUND[centre.kind](name)}`;
};

/** A child may tell of it in several weeks, or of several places that are far from each other. */
const tellTimes = ({ children, count }: ScanFigures): string =>
  count === children ? 'told of' : `told ${count} times of`;

/** A cluster in a sentence that people who do not count for a living can use. */
export const tellCluster = (told: ToldCluster): string => {
  const { figures, harm, localities, centre } = told;
  const { children, expected, weeks, pValue } = figures;
  const who = `${formatChildren(children)} ${tellTimes(figures)} ${harm}`;
  const distance = tellDistance(figures, centre);
  const where = `${describeLocalities(localities)}${distance === null ? '' : `, ${distance},`}`;
  const when = weeks === 1 ? 'in the present week' : `in the last ${weeks} weeks`;
  return `${who} ${where} ${when}; ${describeUsual(expected)}; ${describeChance(pValue)}.`;
};
