import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { MISSING_FROM_KINDS, PLACE_TYPES } from '../police-contract/notification.ts';

const textOrNull = z.string().nullable();

/** A place as police told it; null where they did not. */
export const placeViewSchema = z
  .object({
    description: textOrNull,
    postcode: textOrNull,
    type: z.enum(PLACE_TYPES).nullable(),
  })
  .meta({ id: 'Place' });

export const lastSeenViewSchema = z.object({
  at: instantSchema.nullable(),
  place: placeViewSchema.nullable(),
});

export const missingFromViewSchema = z.object({
  kind: z.enum(MISSING_FROM_KINDS),
  name: textOrNull,
  urn: textOrNull.meta({ description: 'Ofsted number of a home or school.' }),
  place: placeViewSchema.nullable(),
});

export const returnedToViewSchema = z.object({
  kind: z.enum(MISSING_FROM_KINDS).nullable(),
  name: textOrNull,
  place: placeViewSchema.nullable(),
});
