import type { ArrangedCases } from './arrange-cases.ts';
import { mostHeld } from './likelihood.ts';
import { distanceKm } from '../../kernel/distance.ts';
import type { Point } from '../../kernel/point.ts';

/**
 * Where the cylinders of a scan stand. Around each centre the zones are in a row, the nearest first; a *place* is where
 * in such a row a zone is, and the cylinders of a place hold all zones of the row up to it, for one week, for two, ….
 */
export interface Cylinders {
  /** Where the row of each centre begins among the places; one more at the end. */
  readonly rows: Int32Array;
  readonly zones: Int32Array;
  /** From the centre. */
  readonly km: Float64Array;
  /** Cases of all zones up to the place, over all weeks; −1 where the next zone lies equally far and belongs to it. */
  readonly held: Int32Array;
}

interface Place {
  readonly zone: number;
  readonly km: number;
  readonly held: number;
}

const rowAround = (
  { points, zoneCases, total }: ArrangedCases,
  centre: number,
  radiusKm: number,
): readonly Place[] => {
  let held = 0;
  const row: Place[] = [];
  for (const ring of ringsAround(points, centre, radiusKm)) {
    held += ring.reduce((sum, { zone }) => sum + (zoneCases[zone] ?? 0), 0);
    if (held > mostHeld(total)) break;
    row.push(...ring.map((one, at) => ({ ...one, held: at + 1 === ring.length ? held : -1 })));
  }
  return row;
};

/** Lays out every cylinder up to the radius, as far as its zones hold no more than half of all cases. */
export const layOutCylinders = (cases: ArrangedCases, radiusKm: number): Cylinders => {
  const rows = cases.points.map((_, centre) => rowAround(cases, centre, radiusKm));
  const places = rows.flat();
  let start = 0;
  return {
    rows: Int32Array.from([0, ...rows.map(({ length }) => (start += length))]),
    zones: Int32Array.from(places, ({ zone }) => zone),
    km: Float64Array.from(places, ({ km }) => km),
    held: Int32Array.from(places, ({ held }) => held),
  };
};

/** How many cylinders there are in which anything can be: of the zones and in the weeks of some case. */
export const countCylinders = ({ held }: Cylinders, { weekCases }: ArrangedCases): number => {
  const first = weekCases.findIndex((cases) => cases > 0);
  const weeks = first === -1 ? 0 : weekCases.length - first;
  return held.filter((cases) => cases > 0).length * weeks;
};

/** A zone seen from a centre. */
interface Neighbour {
  readonly zone: number;
  readonly km: number;
}

/** What lies a millimetre further lies equally far. */
const SAME_KM = 1e-6;

const withinRadius = (points: readonly Point[], centre: Point, radiusKm: number): Neighbour[] =>
  points
    .map((point, zone) => ({ zone, km: distanceKm(centre, point) }))
    .filter(({ km }) => km <= radiusKm + SAME_KM)
    .sort((a, b) => a.km - b.km || a.zone - b.zone);

/**
 * The zones around a centre up to a radius, itself first, in rings of zones that lie equally far: whichever of those
 * came first would decide which cylinders there are.
 */
export const ringsAround = (
  points: readonly Point[],
  centre: number,
  radiusKm: number,
): readonly (readonly Neighbour[])[] => {
  const point = points[centre];
  const rings: Neighbour[][] = [];
  for (const neighbour of point === undefined ? [] : withinRadius(points, point, radiusKm)) {
    const ring = rings.at(-1);
    const before = ring?.at(-1);
    if (ring && before && neighbour.km - before.km <= SAME_KM) ring.push(neighbour);
    else rings.push([neighbour]);
  }
  return rings;
};
