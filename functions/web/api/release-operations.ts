import * as z from 'zod';
import {
  listReleasesQuerySchema,
  releaseBodySchema,
  releaseListSchema,
  releaseViewSchema,
} from '../../../shared/releases/release-api.ts';
import { NO_BODY, type Operation } from './operation.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';

/** What may leave an authority: tables in which nobody can be picked out. */
export const RELEASE_OPERATIONS = {
  makeRelease: {
    method: 'post',
    path: '/api/v1/releases',
    summary:
      'Release the table of a quarter that is over: counted now, small numbers suppressed, checked against every release before it, and kept',
    query: noQuerySchema,
    body: releaseBodySchema,
    response: releaseViewSchema,
    status: 201,
    audited: 'releases',
  },
  listReleases: {
    method: 'get',
    path: '/api/v1/releases',
    summary: 'Releases of your authorities, the last one made first',
    query: listReleasesQuerySchema,
    body: NO_BODY,
    response: releaseListSchema,
    status: 200,
    audited: 'open',
  },
  readReleaseCsv: {
    method: 'get',
    path: '/api/v1/releases/{releaseId}.csv',
    summary: 'A release as CSV, with notes on how to read it',
    query: noQuerySchema,
    body: NO_BODY,
    response: z.string(),
    status: 200,
    mediaType: 'text/csv',
    audited: 'open',
  },
  readRelease: {
    method: 'get',
    path: '/api/v1/releases/{releaseId}',
    summary: 'A release: distinct children by locality and harm, with totals and percentages',
    query: noQuerySchema,
    body: NO_BODY,
    response: releaseViewSchema,
    status: 200,
    audited: 'open',
  },
} as const satisfies Record<string, Operation>;
