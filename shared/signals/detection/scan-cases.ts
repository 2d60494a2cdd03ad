import { type IsoWeek, countWeeksBetween } from '../../kernel/iso-week.ts';
import type { ScanCase } from '../scan/arrange-cases.ts';
import type { Evidence } from '../../themes/evidence.ts';
import { type Point, measureKm } from '../../kernel/point.ts';

export interface HarmCases {
  readonly names: readonly string[];
  readonly zones: readonly Point[];
  readonly cases: readonly ScanCase[];
}

interface Zone {
  readonly name: string;
  readonly point: Point;
  readonly children: number;
}

const listZones = (located: readonly LocatedEvidence[]): readonly Zone[] =>
  [...Map.groupBy(located, ({ zone }) => zone)]
    .flatMap(([name, alike]) => {
      const [first] = alike;
      const children = new Set(alike.map(({ evidence }) => evidence.childKey)).size;
      return first === undefined ? [] : [{ name, point: first.point, children }];
    })
    .sort((a, b) => b.children - a.children || (a.name < b.name ? -1 : 1));

/**
 * A child counts once for places near each other in one week, at the place that most children disclosed. The scan assumes
 * independent cases, and otherwise one talkative child would be a cluster.
 */
const keepFarApart = (zones: readonly Zone[], radiusKm: number): readonly Zone[] => {
  const kept: Zone[] = [];
  for (const zone of zones) {
    if (kept.every(({ point }) => measureKm(point, zone.point) > radiusKm)) kept.push(zone);
  }
  return kept;
};

/** Cached, because thousands of cases share a few weeks. */
const createWeeksAgo = (present: IsoWeek): ((week: IsoWeek) => number) => {
  const known = new Map<IsoWeek, number>();
  return (week) => {
    const ago = known.get(week) ?? countWeeksBetween(week, present);
    known.set(week, ago);
    return ago;
  };
};

export const listScanCases = (
  located: readonly LocatedEvidence[],
  present: IsoWeek,
  radiusKm: number,
): HarmCases => {
  const zones = listZones(located);
  const numbers = new Map(zones.map(({ name }, number) => [name, number]));
  const countWeeksAgo = createWeeksAgo(present);
  const byChildAndWeek = Map.groupBy(
    located,
    ({ evidence }) => `${evidence.week} ${evidence.childKey}`,
  );
  const cases = [...byChildAndWeek].flatMap(([id, alike]) => {
    const [first] = alike;
    if (first === undefined) return [];
    const week = countWeeksAgo(first.evidence.week);
    const names = new Set(alike.map(({ zone }) => zone));
    const disclosedZones = zones.filter(({ name }) => names.has(name));
    return keepFarApart(disclosedZones, radiusKm).map(({ name }) => ({
      id: `${id} ${name}`,
      zone: numbers.get(name) ?? 0,
      week,
    }));
  });
  return { names: zones.map(({ name }) => name), zones: zones.map(({ point }) => point), cases };
};

export interface LocatedEvidence {
  readonly evidence: Evidence;
  readonly zone: string;
  readonly point: Point;
}

/** 3 decimals of a degree are 110 metres from north to south and 70 from east to west. */
const DECIMALS = 3;

const findPoint = (
  { item, locality }: Evidence,
  centres: ReadonlyMap<string, Point>,
): Point | null => item?.place?.point ?? centres.get(locality) ?? null;

/** By the point of the place if known, else by the centre of the locality. Null for neither. */
export const locateEvidence = (
  evidence: Evidence,
  centres: ReadonlyMap<string, Point>,
): LocatedEvidence | null => {
  const point = findPoint(evidence, centres);
  if (point === null) return null;
  const latitude = point.latitude.toFixed(DECIMALS);
  const longitude = point.longitude.toFixed(DECIMALS);
  return {
    evidence,
    zone: `${latitude} ${longitude}`,
    point: { latitude: Number(latitude), longitude: Number(longitude) },
  };
};
