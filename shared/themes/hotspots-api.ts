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

/** Of which places children told. */
export const hotspotsQuerySchema = z.strictObject({
  ...statisticsQueryFields,
  harm: codeParameterSchema,
});

export type HotspotsQuery = z.infer<typeof hotspotsQuerySchema>;

const slotSchema = z
  .object({
    weekday: z.enum(WEEKDAYS).nullable().meta({ description: 'Null: not told.' }),
    hour: z.int().min(0).max(23).nullable().meta({
      description: 'The hour that had begun, in London; null: not told.',
    }),
    items: countSchema,
    children: countSchema.meta({ description: 'Distinct ones.' }),
  })
  .meta({ id: 'TimeSlot' });

const timesSchema = z
  .object({
    slots: z.array(slotSchema).meta({
      description: 'The table of weekday by hour; what holds nothing is left out.',
    }),
    unknown: z.array(slotSchema).meta({
      description: 'Apart: of which the weekday, the hour or both were not told.',
    }),
  })
  .meta({ id: 'TimesTold' });

const told = {
  counts: themeCountsSchema,
  harms: z.array(z.object({ harm: z.string(), items: countSchema, children: countSchema })),
  firstWeek: weekSchema.meta({ description: 'In which it was first told of, in the period.' }),
  lastWeek: weekSchema,
  times: timesSchema,
};

const publicOnly = 'Null when it was not told, and of a place that is not public.';

const hotPlaceSchema = z
  .object({
    key: z
      .string()
      .nullable()
      .meta({
        description: `By which evidence of this place is found. ${publicOnly}`,
      }),
    isPublic: z.boolean().meta({
      description:
        'By its type. Of a private address, a children’s home or a place of no known type, nothing is shown but the type and where it counts.',
    }),
    name: z
      .string()
      .nullable()
      .meta({ description: `What everybody calls it. ${publicOnly}` }),
    placeType: z.string().nullable(),
    postcode: z.string().nullable().meta({ description: publicOnly }),
    point: pointSchema.nullable().meta({ description: publicOnly }),
    localities: z.array(z.string()).meta({ description: 'Where its evidence counts.' }),
    located: z.boolean().meta({
      description:
        'Whether it is known where it lies; if not, its evidence counts where the children live.',
    }),
    ...told,
  })
  .meta({ id: 'HotPlace' });

const hotPlatformSchema = z
  .object({
    platform: z.string().nullable().meta({ description: 'Null: online, and not told where.' }),
    ...told,
  })
  .meta({ id: 'HotPlatform' });

/** Of which places and platforms children of an authority's localities told; names no child. */
export const hotspotsViewSchema = z
  .object({
    authority: gssCodeSchema,
    asOf: instantSchema,
    period: requestedPeriodSchema,
    whole: z
      .object({ counts: themeCountsSchema, times: timesSchema })
      .meta({ description: 'Of all items, with and without a place. Each child counts once.' }),
    places: z.array(hotPlaceSchema).meta({ description: 'Most children first.' }),
    platforms: z.array(hotPlatformSchema).meta({ description: 'Most children first.' }),
    withoutPlace: z.object({
      unknown: themeCountsSchema.meta({
        description: 'Of which the place is not known, and which did not happen online.',
      }),
      online: themeCountsSchema.meta({ description: 'Which happened online.' }),
    }),
    labels: labelsSchema,
    notes: notesSchema,
    limits: limitsSchema,
  })
  .meta({ id: 'HotPlaces' });

export type HotspotsView = z.infer<typeof hotspotsViewSchema>;
