import { readCountedTasks, readTimescales } from '../../../shared/casework/read-timescales.ts';
import {
  countedTasksQuerySchema,
  countedTasksViewSchema,
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
  defineRead({
    id: 'readCountedTasks',
    path: '/api/v1/timescales/tasks',
    summary: 'List the tasks behind one number of the timescales; names no child',
    permission: 'readCasework',
    audit: 'unaudited',
    query: countedTasksQuerySchema,
    response: countedTasksViewSchema,
    handle: ({ query, caller, now }, dependencies) =>
      readCountedTasks(dependencies, query, caller, now),
  }),
];
