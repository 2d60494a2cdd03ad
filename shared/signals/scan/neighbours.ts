import { distanceKm } from '../../kernel/distance.ts';
import type { Point } from '../../kernel/point.ts';

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
