import type { Evidence } from '../../themes/evidence.ts';
import type { Point } from '../../kernel/point.ts';

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
