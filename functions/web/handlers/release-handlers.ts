import type { RELEASE_OPERATIONS } from '../operations/release-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

export const releaseHandlers = (_: WebDependencies): HandlersOf<typeof RELEASE_OPERATIONS> => ({});
