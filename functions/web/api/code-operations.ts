import {
  codeBodySchema,
  codeListSchema,
  codeViewSchema,
  listCodesQuerySchema,
} from '../../../shared/intelligence/code-api.ts';
import { NO_BODY, type Operation } from './operation.ts';
import { noQuerySchema } from '../../../shared/kernel/api-fields.ts';

/** The words in which is recorded what children tell. */
export const CODE_OPERATIONS = {
  listCodes: {
    method: 'get',
    path: '/api/v1/codes',
    summary: "Everybody's codes and your authorities' own, with the days on which they are in use",
    query: listCodesQuerySchema,
    body: NO_BODY,
    response: codeListSchema,
    status: 200,
    audited: 'open',
  },
  putCode: {
    method: 'put',
    path: '/api/v1/codes',
    summary: 'Add a code for your authority, reword it or end it',
    query: noQuerySchema,
    body: codeBodySchema,
    response: codeViewSchema,
    status: 200,
    audited: 'codes',
  },
} as const satisfies Record<string, Operation>;
