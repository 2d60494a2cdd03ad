import * as z from 'zod';
/** A point in or around the British Isles; a swapped pair of degrees lies elsewhere and is refused. */
export const pointSchema: z.ZodType<Point> = z
  .strictObject({
    latitude: z.number().min(49).max(61),
    longitude: z.number().min(-9).max(3),
  })
  .meta({ description: 'WGS 84, in degrees.', examples: [{ latitude: 52.63, longitude: 1.297 }] });

/** WGS 84, in degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
