import { readTimescales } from '../../../shared/casework/read-timescales.ts';
import {
  timescalesQuerySchema,
  timescalesViewSchema,
} from '../../../shared/casework/timescales.ts';
import { defineRead } from './route.ts';

export const timescaleRoutes = [
  defineRead({
    id: 'readTimescales',
    path: '/api/v1/timescales',
    summary:
      'Read how many interviews an authority held in time, for children who returned in a period; names no child',
    permission: 'readTimescales',
    audit: 'unaudited',
    query: timescalesQuerySchema,
    response: timescalesViewSchema,
    handle: ({ query, caller, now }, dependencies) =>
      readTimescales(dependencies, query, caller, now),
  }),
];
