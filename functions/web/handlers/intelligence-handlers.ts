import type { INTELLIGENCE_OPERATIONS } from '../operations/intelligence-operations.ts';
import type { HandlersOf, WebDependencies } from '../web-context.ts';

export const intelligenceHandlers = (
  _: WebDependencies,
): HandlersOf<typeof INTELLIGENCE_OPERATIONS> => ({});
