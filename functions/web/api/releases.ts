import * as z from 'zod';
import { belongsTo } from '../../../shared/access/caller.ts';
import { makeRelease } from '../../../shared/releases/make-release.ts';
import { listReleases, readRelease } from '../../../shared/releases/read-releases.ts';
import {
  listReleasesQuerySchema,
  releaseBodySchema,
  releaseListSchema,
  releaseViewSchema,
} from '../../../shared/releases/release-api.ts';
import { auditOwnAuthority } from '../http/audit.ts';
import { defineChange, defineRead } from './route.ts';

const params = z.object({ releaseId: z.string() });

export const releaseRoutes = [
  defineChange({
    id: 'makeRelease',
    method: 'post',
    path: '/api/v1/releases',
    summary:
      'Make a release of a quarter that is over: counted now, small numbers suppressed, checked against every earlier release, and kept',
    permission: 'makeReleases',
    /** Another authority's releases: the use case refuses. */
    audit: ({ body: { authority }, caller }) =>
      belongsTo(caller, authority) ? [auditOwnAuthority('releases', authority, caller)] : [],
    body: releaseBodySchema,
    response: releaseViewSchema,
    status: 201,
    handle: ({ body, caller, now }, dependencies) => makeRelease(dependencies, body, caller, now),
  }),
  defineRead({
    id: 'listReleases',
    path: '/api/v1/releases',
    summary: 'List the releases of your authorities, newest first',
    permission: 'readReleases',
    audit: 'unaudited',
    query: listReleasesQuerySchema,
    response: releaseListSchema,
    handle: ({ query, caller }, dependencies) => listReleases(dependencies, query, caller),
  }),
  defineRead({
    id: 'readReleaseCsv',
    path: '/api/v1/releases/{releaseId}.csv',
    summary: 'Read a release as CSV, with notes on how to read it',
    permission: 'readReleases',
    audit: 'unaudited',
    params,
    response: z.string(),
    mediaType: 'text/csv',
    handle: async ({ params: { releaseId }, caller }, dependencies) => {
      const { readReleaseCsv } = await import('../../../shared/releases/write-release-csv.ts');
      return readReleaseCsv(dependencies, releaseId.replace(/\.csv$/, ''), caller);
    },
  }),
  defineRead({
    id: 'readRelease',
    path: '/api/v1/releases/{releaseId}',
    summary: 'Read a release: distinct children by locality and harm, with totals and percentages',
    permission: 'readReleases',
    audit: 'unaudited',
    params,
    response: releaseViewSchema,
    handle: ({ params: { releaseId }, caller }, dependencies) =>
      readRelease(dependencies, releaseId, caller),
  }),
];
