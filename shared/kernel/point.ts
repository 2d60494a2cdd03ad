import * as z from 'zod';
/** In or around the British Isles. Latitude and longitude in the wrong order are refused. */
export const pointSchema = z
  .strictObject({
    latitude: z.number().min(49).max(61),
    longitude: z.number().min(-9).max(3),
  })
  .meta({ description: 'WGS 84, in degrees.', examples: [{ latitude: 52.63, longitude: 1.297 }] });

export type Point = Readonly<z.infer<typeof pointSchema>>;

/** Mean radius of the earth (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance by the haversine formula, accurate to about 0.5%. */
export const measureKm = (a: Point, b: Point): number => {
  const byLatitude = Math.sin(toRadians(b.latitude - a.latitude) / 2) ** 2;
  const byLongitude =
    Math.cos(toRadians(a.latitude)) *
    Math.cos(toRadians(b.latitude)) *
    Math.sin(toRadians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, byLatitude + byLongitude)));
};
