import { EXAMPLES } from './examples.ts';
import { eventOf } from './envelope-schema.ts';
import { eventData } from './event-data.ts';

/** The five events of a force, whole: what the JSON Schemas of docs/contract are written from. */
export const eventSchemas = {
  reported: eventOf('reported', eventData.reported).meta({
    title: 'Reported',
    description: 'A child was reported missing, or a report is corrected.',
    examples: [EXAMPLES.reported],
  }),
  updated: eventOf('updated', eventData.updated).meta({
    title: 'Updated',
    description: 'What is present replaces what was known; null clears it; the rest stays.',
    examples: [EXAMPLES.updated],
  }),
  found: eventOf('found', eventData.found).meta({
    title: 'Found',
    description: 'The child was found; the return is still to be confirmed.',
    examples: [EXAMPLES.found],
  }),
  returned: eventOf('returned', eventData.returned).meta({
    title: 'Returned',
    description: 'The child is back at home or in care: the 72 hours run from here.',
    examples: [EXAMPLES.returned],
  }),
  cancelled: eventOf('cancelled', eventData.cancelled).meta({
    title: 'Cancelled',
    description: 'The episode is withdrawn.',
    examples: [EXAMPLES.cancelled],
  }),
};
