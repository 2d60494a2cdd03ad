import { distanceKm } from '../../kernel/distance.ts';
import { type IsoWeek, weeksBetween } from '../../kernel/iso-week.ts';
import type { ScanCase } from '../scan/arrange-cases.ts';
import type { Point } from '../../kernel/point.ts';
import type { Evidence } from '../../themes/evidence.ts';

/** What is scanned of one harm. */
export interface ScannedHarm {
  /** Names of the zones, and where they lie, in the same order. */
  readonly names: readonly string[];
  readonly zones: readonly Point[];
  readonly cases: readonly ScanCase[];
}

interface Zone {
  readonly name: string;
  readonly point: Point;
  readonly children: number;
}

const zonesOf = (placed: readonly PlacedEvidence[]): readonly Zone[] =>
  [...Map.groupBy(placed, ({ zone }) => zone)]
    .flatMap(([name, alike]) => {
      const [first] = alike;
      const children = new Set(alike.map(({ evidence }) => evidence.childKey)).size;
      return first === undefined ? [] : [{ name, point: first.point, children }];
    })
    .sort((a, b) => b.children - a.children || (a.name < b.name ? -1 : 1));

/**
 * A child counts once a zone and week; and where it told of several places near each other in one week, once for all of
 * them, at the one that most children told of. Else one talkative child would be a cluster: the scan takes its cases to
 * be independent.
 */
const spreadOut = (zones: readonly Zone[], radiusKm: number): readonly Zone[] => {
  const kept: Zone[] = [];
  for (const zone of zones) {
    if (kept.every(({ point }) => distanceKm(point, zone.point) > radiusKm)) kept.push(zone);
  }
  return kept;
};

/** Thousands of cases share a few weeks. */
const createWeeksAgo = (present: IsoWeek): ((week: IsoWeek) => number) => {
  const known = new Map<IsoWeek, number>();
  return (week) => {
    const ago = known.get(week) ?? weeksBetween(week, present);
    known.set(week, ago);
    return ago;
  };
};

/** The cases of a harm, of evidence up to the present week; week 0 is the present one. */
export const scanCasesOf = (
  placed: readonly PlacedEvidence[],
  present: IsoWeek,
  radiusKm: number,
): ScannedHarm => {
  const zones = zonesOf(placed);
  const numberOf = new Map(zones.map(({ name }, number) => [name, number]));
  const agoOf = createWeeksAgo(present);
  const told = Map.groupBy(placed, ({ evidence }) => `${evidence.week} ${evidence.childKey}`);
  const cases = [...told].flatMap(([id, alike]) => {
    const [first] = alike;
    if (first === undefined) return [];
    const week = agoOf(first.evidence.week);
    const names = new Set(alike.map(({ zone }) => zone));
    const theirs = zones.filter(({ name }) => names.has(name));
    return spreadOut(theirs, radiusKm).map(({ name }) => ({
      id: `${id} ${name}`,
      zone: numberOf.get(name) ?? 0,
      week,
    }));
  });
  return { names: zones.map(({ name }) => name), zones: zones.map(({ point }) => point), cases };
};

/** Evidence that has a place on the map. */
export interface PlacedEvidence {
  readonly evidence: Evidence;
  /** The same for what lies within some 100 metres. */
  readonly zone: string;
  readonly point: Point;
}

/** Three decimals of a degree: 110 metres from north to south, 70 from east to west. One place has one zone. */
const DECIMALS = 3;

const pointOf = ({ item, locality }: Evidence, centres: ReadonlyMap<string, Point>): Point | null =>
  item?.place?.point ?? centres.get(locality) ?? null;

/** The place itself where its point is known, else the centre of the locality in which it counts; null for neither. */
export const placeEvidence = (
  evidence: Evidence,
  centres: ReadonlyMap<string, Point>,
): PlacedEvidence | null => {
  const point = pointOf(evidence, centres);
  if (point === null) return null;
  const latitude = point.latitude.toFixed(DECIMALS);
  const longitude = point.longitude.toFixed(DECIMALS);
  return {
    evidence,
    zone: `${latitude} ${longitude}`,
    point: { latitude: Number(latitude), longitude: Number(longitude) },
  };
};
