import * as z from 'zod';
import { PLACE_TYPES } from './notification.ts';
import { postcode } from './identifier-members.ts';
import { freeText } from './text-members.ts';
import { word } from './word-members.ts';

/** A place that matters in an episode. */
export const place = z
  .object({
    description: freeText(500)
      .meta({ description: 'Where it is, in words.', examples: ['Riverside bus station'] })
      .exactOptional(),
    postcode: postcode
      .meta({
        description: 'UK postcode; spaces and capitals do not matter.',
        examples: ['NR1 1EF'],
      })
      .exactOptional(),
    type: word(PLACE_TYPES)
      .meta({ description: 'What kind of place it is.', examples: ['transport-hub'] })
      .exactOptional(),
  })
  .meta({ title: 'Place', description: 'A place that matters in an episode.' });
