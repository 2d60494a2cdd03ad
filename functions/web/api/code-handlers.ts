import { listCodes } from '../../../shared/intelligence/list-codes.ts';
import { putCode } from '../../../shared/intelligence/put-code.ts';
import type { CODE_OPERATIONS } from './code-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

/** Answers which codes there are, and takes in an authority's own. */
export const codeHandlers = (
  dependencies: WebDependencies,
): HandlersOf<typeof CODE_OPERATIONS> => ({
  listCodes: ({ query, caller }) => listCodes(dependencies, query, caller),
  putCode: ({ body, caller }) => putCode(dependencies, body, caller),
});
