import { belongsTo } from '../../../shared/access/caller.ts';
import {
  codeBodySchema,
  codeListSchema,
  codeViewSchema,
  listCodesQuerySchema,
} from '../../../shared/intelligence/code-api.ts';
import { listCodes } from '../../../shared/intelligence/list-codes.ts';
import { putCode } from '../../../shared/intelligence/put-code.ts';
import { auditOwnAuthority } from '../http/audit.ts';
import { defineChange, defineRead } from './route.ts';

export const codeRoutes = [
  defineRead({
    id: 'listCodes',
    path: '/api/v1/codes',
    summary: 'List the codes that all authorities share and those of your own, with their dates',
    permission: 'readCodes',
    audit: 'unaudited',
    query: listCodesQuerySchema,
    response: codeListSchema,
    handle: ({ query, caller }, dependencies) => listCodes(dependencies, query, caller),
  }),
  defineChange({
    id: 'putCode',
    method: 'put',
    path: '/api/v1/codes',
    summary: 'Add, reword or end a code of your authority',
    permission: 'manageCodes',
    /** Another authority's codes: the use case refuses. */
    audit: ({ body: { authority }, caller }) =>
      belongsTo(caller, authority) ? [auditOwnAuthority('codes', authority, caller)] : [],
    body: codeBodySchema,
    response: codeViewSchema,
    status: 200,
    handle: ({ body, caller }, dependencies) => putCode(dependencies, body, caller),
  }),
];
