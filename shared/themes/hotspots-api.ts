import * as z from 'zod';
import { instantSchema } from '../kernel/instant.ts';
import { WEEKDAYS } from '../intelligence/item.ts';
import { pointSchema } from '../kernel/point.ts';
import { gssCodeSchema } from '../kernel/api-fields.ts';
import {
  codeParameterSchema,
  countSchema,
  labelsSchema,
  limitsSchema,
  notesSchema,
  requestedPeriodSchema,
  themeCountsSchema,
  statisticsQueryFields,
  weekSchema,
} from './statistics-fields.ts';

export const hotspotsQuerySchema = z.strictObject({
  ...statisticsQueryFields,
  harm: codeParameterSchema,
});

export type HotspotsQuery = z.infer<typeof hotspotsQuerySchema>;

const slotSchema = z
  .object({
    weekday: z.enum(WEEKDAYS).nullable().meta({ description: 'Null when not mentioned.' }),
    hour: z.int().min(0).max(23).nullable().meta({
      description: 'The hour that had begun, in London; null when not mentioned.',
    }),
    items: countSchema,
    children: countSchema.meta({ description: 'Distinct children.' }),
  })
  .meta({ id: 'TimeSlot' });

const timesSchema = z
  .object({
    slots: z.array(slotSchema).meta({
      description: 'By weekday and hour; empty slots are left out.',
    }),
    unknown: z.array(slotSchema).meta({
      description: 'Items without a weekday, an hour or both.',
    }),
  })
  .meta({ id: 'TimesOfDay' });

const mentions = {
  counts: themeCountsSchema,
  harms: z.array(z.object({ harm: z.string(), items: countSchema, children: countSchema })),
  firstWeek: weekSchema.meta({
    description: 'The first week of the period in which it was mentioned.',
  }),
  lastWeek: weekSchema,
  times: timesSchema,
};

const publicOnly = 'Null when not mentioned, and for a place that is not public.';

const placeHotspotSchema = z
  .object({
    key: z
      .string()
      .nullable()
      .meta({
        description: `Find the evidence of this place with this key. ${publicOnly}`,
      }),
    isPublic: z.boolean().meta({
      description:
        'According to its type. For a private address, a children’s home or a place without a known type, only the type and the localities are shown.',
    }),
    name: z.string().nullable().meta({ description: publicOnly }),
    placeType: z.string().nullable(),
    postcode: z.string().nullable().meta({ description: publicOnly }),
    point: pointSchema.nullable().meta({ description: publicOnly }),
    localities: z.array(z.string()).meta({ description: 'Where its evidence is counted.' }),
    located: z.boolean().meta({
      description:
        'Whether the location is known; if not, its evidence is counted where the children live.',
    }),
    ...mentions,
  })
  .meta({ id: 'PlaceHotspot' });

const platformHotspotSchema = z
  .object({
    platform: z
      .string()
      .nullable()
      .meta({ description: 'Null when the platform was not mentioned.' }),
    ...mentions,
  })
  .meta({ id: 'PlatformHotspot' });

export const hotspotsViewSchema = z
  .object({
    authority: gssCodeSchema,
    asOf: instantSchema,
    period: requestedPeriodSchema,
    whole: z
      .object({ counts: themeCountsSchema, times: timesSchema })
      .meta({ description: 'All items, with and without a place. Each child is counted once.' }),
    places: z.array(placeHotspotSchema).meta({ description: 'Most children first.' }),
    platforms: z.array(platformHotspotSchema).meta({ description: 'Most children first.' }),
    withoutPlace: z.object({
      unknown: themeCountsSchema.meta({
        description: 'Items without a known place that did not happen online.',
      }),
      online: themeCountsSchema.meta({
        description: 'Items without a place that happened online.',
      }),
    }),
    labels: labelsSchema,
    notes: notesSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'Hotspots' });

export type HotspotsView = z.infer<typeof hotspotsViewSchema>;
