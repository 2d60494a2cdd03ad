import * as z from 'zod';
import type { AuditedAccess } from '../../../shared/access/audit.ts';
import type { Caller } from '../../../shared/access/caller.ts';
import { listRejections, readRejection } from '../../../shared/intake/read-rejections.ts';
import {
  type RejectionDetail,
  rejectionDetailSchema,
  rejectionListSchema,
  listRejectionsQuerySchema,
} from '../../../shared/intake/rejection-api.ts';
import { auditOwnAuthority } from '../http/audit.ts';
import { defineRead } from './route.ts';

/** Audited as the episode that the message names. A grade names a report, not an episode. */
const auditRejection = (
  { rejectionId, episodeId }: Pick<RejectionDetail, 'rejectionId' | 'episodeId'>,
  caller: Caller,
): AuditedAccess =>
  episodeId !== null
    ? auditOwnAuthority('episode', episodeId, caller)
    : auditOwnAuthority('rejection', rejectionId, caller);

export const rejectionRoutes = [
  defineRead({
    id: 'listRejections',
    path: '/api/v1/rejections',
    summary: 'List police messages that could not be used, newest first, without their content',
    permission: 'listRejections',
    audit: 'unaudited',
    query: listRejectionsQuerySchema,
    response: rejectionListSchema,
    handle: ({ query, caller, now }, dependencies) =>
      listRejections(dependencies, query, caller, now),
  }),
  defineRead({
    id: 'readRejection',
    path: '/api/v1/rejections/{rejectionId}',
    summary: 'Read one police message that could not be used, in full',
    permission: 'readRejections',
    audit: (rejection, caller) => [auditRejection(rejection, caller)],
    params: z.object({ rejectionId: z.string() }),
    response: rejectionDetailSchema,
    handle: ({ params, caller }, dependencies) =>
      readRejection(dependencies, params.rejectionId, caller),
  }),
];
