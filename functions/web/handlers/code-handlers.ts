import type { CODE_OPERATIONS } from '../operations/code-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

export const codeHandlers = (_: WebDependencies): HandlersOf<typeof CODE_OPERATIONS> => ({});
