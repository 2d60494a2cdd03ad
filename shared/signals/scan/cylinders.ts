import type { ArrangedCases } from './arrange-cases.ts';
import { limitCases } from './likelihood.ts';
import { type Point, measureKm } from '../../kernel/point.ts';

/**
 * All cylinders of a scan. Each centre has a row of zones, the nearest first. A *place* is a position in a row; its
 * cylinders hold all zones of the row up to it, for 1 week, 2 weeks and so on.
 */
export interface Cylinders {
  /** The first place of each centre's row, then the number of places. */
  readonly rows: Int32Array;
  readonly zones: Int32Array;
  readonly km: Float64Array;
  /** Cases in all zones up to the place, over all weeks; −1 where the next zone lies at the same distance. */
  readonly held: Int32Array;
}

interface Place {
  readonly zone: number;
  readonly km: number;
  readonly held: number;
}

const listRow = (
  { points, zoneCases, total }: ArrangedCases,
  centre: number,
  radiusKm: number,
): readonly Place[] => {
  let held = 0;
  const row: Place[] = [];
  for (const ring of listRings(points, centre, radiusKm)) {
    held += ring.reduce((sum, { zone }) => sum + (zoneCases[zone] ?? 0), 0);
    if (held > limitCases(total)) break;
    row.push(...ring.map((one, at) => ({ ...one, held: at + 1 === ring.length ? held : -1 })));
  }
  return row;
};

/** Every cylinder up to the radius whose zones hold no more than half of all cases. */
export const layOutCylinders = (cases: ArrangedCases, radiusKm: number): Cylinders => {
  const rows = cases.points.map((_, centre) => listRow(cases, centre, radiusKm));
  const places = rows.flat();
  let start = 0;
  return {
    rows: Int32Array.from([0, ...rows.map(({ length }) => (start += length))]),
    zones: Int32Array.from(places, ({ zone }) => zone),
    km: Float64Array.from(places, ({ km }) => km),
    held: Int32Array.from(places, ({ held }) => held),
  };
};

export const countCylinders = ({ held }: Cylinders, { weekCases }: ArrangedCases): number => {
  const first = weekCases.findIndex((cases) => cases > 0);
  const weeks = first === -1 ? 0 : weekCases.length - first;
  return held.filter((cases) => cases > 0).length * weeks;
};

interface Neighbour {
  readonly zone: number;
  readonly km: number;
}

const SAME_KM = 1e-6;

const listWithinRadius = (points: readonly Point[], centre: Point, radiusKm: number): Neighbour[] =>
  points
    .map((point, zone) => ({ zone, km: measureKm(centre, point) }))
    .filter(({ km }) => km <= radiusKm + SAME_KM)
    .sort((a, b) => a.km - b.km || a.zone - b.zone);

/** The zones around a centre, itself first, in rings of equal distance: a cylinder holds a ring whole or not at all. */
export const listRings = (
  points: readonly Point[],
  centre: number,
  radiusKm: number,
): readonly (readonly Neighbour[])[] => {
  const point = points[centre];
  const rings: Neighbour[][] = [];
  for (const neighbour of point === undefined ? [] : listWithinRadius(points, point, radiusKm)) {
    const ring = rings.at(-1);
    const before = ring?.at(-1);
    if (ring && before && neighbour.km - before.km <= SAME_KM) ring.push(neighbour);
    else rings.push([neighbour]);
  }
  return rings;
};
