import * as z from 'zod';
import { CONFIDENCES, type IntelligenceItem, WEEKDAYS } from './item.ts';

const text = z.string();
const textOrNone = text.nullable();

export const storedPoint = z.object({ latitude: z.number(), longitude: z.number() });

/** What an intelligence item is, but for its theme. */
export const storedItemCodes = {
  number: z.number(),
  placeType: textOrNone,
  itemClass: text,
  provenance: text,
  confidence: z.enum(CONFIDENCES),
  place: z
    .object({
      name: textOrNone,
      postcode: textOrNone,
      point: storedPoint.nullable(),
      key: text,
    })
    .nullable(),
  people: z.array(
    z.object({ kind: z.enum(['person', 'group']), role: text, pseudonym: textOrNone }),
  ),
  transport: textOrNone,
  online: z.object({ platform: textOrNone, handle: textOrNone }).nullable(),
  weekday: z.enum(WEEKDAYS).nullable(),
  timeOfDay: textOrNone,
  forPolice: z.boolean(),
};

/** An intelligence item as it stands in the table. Its codes are data, so any word is read back. */
export const storedItem: z.ZodType<IntelligenceItem> = z.object({
  ...storedItemCodes,
  harm: text,
  context: text,
});
