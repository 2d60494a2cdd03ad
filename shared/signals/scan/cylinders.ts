import type { ArrangedCases } from './arrange-cases.ts';
import { mostHeld } from './likelihood.ts';
import { ringsAround } from './neighbours.ts';

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
