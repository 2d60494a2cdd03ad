import * as z from 'zod';
import {
  localityProfileQuerySchema,
  localityProfileSchema,
} from '../../../shared/profiles/locality-profile-api.ts';
import { NO_BODY, type Operation } from './operation.ts';

const READS = {
  method: 'get',
  query: localityProfileQuerySchema,
  body: NO_BODY,
  status: 200,
  audited: 'open',
} as const;

/** What a locality is told on one page. */
export const PROFILE_OPERATIONS = {
  readLocalityProfile: {
    ...READS,
    path: '/api/v1/locality-profile',
    summary:
      'What children told of a locality in a quarter, against the quarter before, with its signals and what was done; names no child',
    response: localityProfileSchema,
  },
  readLocalityProfilePage: {
    ...READS,
    path: '/api/v1/locality-profile.html',
    summary: 'The same as a page to read and to print, with charts and a table beside each',
    response: z.string(),
    mediaType: 'text/html',
  },
} as const satisfies Record<string, Operation>;
