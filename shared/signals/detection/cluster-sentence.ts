import type { ScanFigures } from '../signal.ts';
import {
  formatChildren,
  describeChance,
  describeUsual,
  describeLocalities,
} from '../../themes/statistics/sentence.ts';

/** A public place by its name, a place that is not named, or a locality when the place is not known. */
export type ClusterCentre =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'place' }
  | { readonly kind: 'locality'; readonly name: string };

export interface ClusterDescription {
  readonly figures: ScanFigures;
  readonly harm: string;
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

const writeDistance = ({ radiusKm }: ScanFigures, centre: ClusterCentre): string | null => {
  const name = centre.kind === 'place' ? '' : centre.name;
  if (radiusKm === 0) return AT[centre.kind](name);
  const km = Math.max(0.1, radiusKm).toFixed(1).replace(/\.0$/, '');
  return `within ${km} km of ${AROUND[centre.kind](name)}`;
};

/** One child can count more than once: in different weeks, or in places far from each other. */
const writeTimes = ({ children, count }: ScanFigures): string =>
  count === children ? '' : ` ${count} times`;

export const writeClusterSentence = (cluster: ClusterDescription): string => {
  const { figures, harm, localities, centre } = cluster;
  const { children, expected, weeks, pValue } = figures;
  const who = `${formatChildren(children)} disclosed ${harm}${writeTimes(figures)}`;
  const distance = writeDistance(figures, centre);
  const where = `${describeLocalities(localities)}${distance === null ? '' : `, ${distance},`}`;
  const when = weeks === 1 ? 'in the present week' : `in the last ${weeks} weeks`;
  return `${who} ${where} ${when}; ${describeUsual(expected)}; ${describeChance(pValue)}.`;
};
